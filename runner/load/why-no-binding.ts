import { type Json, jsonTypeOf } from '../../core/json.ts';
import type { ProtocolSpec } from '../../core/protocol-spec.ts';
import { parseTemplate, TemplateSyntaxError } from '../../core/template.ts';

/**
 * Why a value cannot take the place of a protocol's own one: it would not be sent as what the suites mean, and the target
 * would be failed for it. Undefined: it can.
 */
export function whyNoBinding({ id, bindings }: ProtocolSpec, name: string, value: Json): string | undefined {
  const own = bindings[name]?.value;
  if (own === undefined) return undefined;
  const [wanted, given] = [jsonTypeOf(own), jsonTypeOf(value)];
  // Where one product numbers, another may name.
  if (wanted !== given && !(wanted === 'number' && given === 'string')) {
    return `${name} must be of the type ${wanted}, as ${id} has it, not ${given}`;
  }
  return textsIn(value)
    .map((text) => whyNoText(text, bindings))
    .find((why) => why !== undefined);
}

function whyNoText(text: string, bindings: ProtocolSpec['bindings']): string | undefined {
  try {
    const unknown = parseTemplate(text).find(
      (part) => part.kind === 'token' && !(part.root === 'bind' && Object.hasOwn(bindings, part.path.join('.'))),
    );
    return unknown && `${unknown.text} is no binding`;
  } catch (error) {
    if (error instanceof TemplateSyntaxError) return error.message;
    throw error;
  }
}

function textsIn(value: Json): readonly string[] {
  if (typeof value === 'string') return [value];
  if (jsonTypeOf(value) !== 'array' && jsonTypeOf(value) !== 'object') return [];
  return Object.entries(value as object).flatMap(([key, inner]) => [key, ...textsIn(inner as Json)]);
}
