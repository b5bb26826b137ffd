import { headerLines } from '../../../core/http.ts';
import type { Json } from '../../../core/json.ts';
import { formatPointer, valueAt } from '../../../core/json-pointer.ts';
import type { ProtocolSpec } from '../../../core/protocol-spec.ts';
import type { Capture } from '../../../core/suite.ts';
import { type Answer, answerRoot, jsonOf } from '../../values/answer.ts';
import { textOf } from '../../values/convert.ts';
import { MissingValue } from '../../values/missing-value.ts';
import type { BatchReading } from '../../values/read-batch.ts';
import { resolvePlace } from '../../values/resolve-value.ts';
import { namedRoot, type Root, type Scope } from '../../values/scope.ts';

/** The root $(step.…): captures, then what every answer offers. Reading a capture without value is a MissingValue. */
export function stepRoot(
  step: string,
  captures: Readonly<Record<string, Capture>>,
  answer: Answer,
  batch: () => BatchReading | undefined,
  scope: Scope,
  spec: ProtocolSpec,
): Root {
  const offered = answerRoot(answer, spec);
  const captured = namedRoot((name) => {
    const capture = Object.hasOwn(captures, name) ? captures[name] : undefined;
    return capture === undefined ? undefined : captureValue(`${step}.${name}`, capture, answer, batch, scope);
  });
  return (path, from) => captured(path, from) ?? offered(path, from);
}

/** Where in the body of an answer a path of its root leads; undefined: not into the body, or into that of a batch's part. */
export function placeRead(
  [name = '', ...rest]: readonly string[],
  captures: Readonly<Record<string, Capture>>,
  scope: Scope,
): string | undefined {
  const capture = Object.hasOwn(captures, name) ? captures[name] : undefined;
  const inner = formatPointer(rest);
  if (capture === undefined) return name === 'body' ? inner : undefined;
  if (capture.from === 'header' || capture.part !== undefined) return undefined;
  return formatPointer(resolvePlace(capture.place, scope)) + inner;
}

/** Texts captured as secrets, to be kept out of every output. */
export function capturedSecrets(captures: Readonly<Record<string, Capture>>, root: Root, scope: Scope): string[] {
  return Object.entries(captures).flatMap(([name, { secret }]) => {
    if (!secret) return [];
    try {
      const value = root([name], scope);
      return value === undefined ? [] : [textOf(value)];
    } catch (error) {
      if (error instanceof MissingValue) return [];
      throw error;
    }
  });
}

function captureValue(
  name: string,
  capture: Capture,
  whole: Answer,
  batch: () => BatchReading | undefined,
  scope: Scope,
): Json {
  const reading = capture.part === undefined ? undefined : batch();
  const answer =
    capture.part === undefined
      ? whole
      : reading?.kind === 'parts'
        ? reading.parts.find(([id]) => id === capture.part)?.[1]
        : undefined;
  if (answer === undefined) throw new MissingValue(`$(${name}): no answer for part "${capture.part}"`);
  const value =
    capture.from === 'header'
      ? headerLines(answer.headers, capture.name)[0]
      : valueAt(jsonOf(answer), resolvePlace(capture.place, scope));
  if (value !== undefined) return value;
  const where = capture.from === 'header' ? `no header ${capture.name}` : `nothing at ${capture.place}`;
  throw new MissingValue(`$(${name}): the answer (${answer.status}) has ${where}`);
}
