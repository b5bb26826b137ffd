import { maskServerMade } from '../replay/server-made.ts';
import type { AnswerClass } from './answer-class.ts';
import { type CaseText, listPlaces } from './body-shape.ts';
import type { Change, How } from './change.ts';
import type { Transcripts } from './transcripts.ts';

/** A change of a class, and the cases in which it makes a difference. */
export interface ClassChange {
  readonly change: Change;
  readonly cases: ReadonlySet<string>;
  /** It drops a member that is null in every answer of the class. */
  readonly isNull?: boolean;
}

/** How deep in a body members are changed: those of the outermost object and of what is in it, lists not counted. */
const depth = 2;

/** Header fields of the reference server that belong to no protocol: nobody can say anything about them. */
const ownHeaders: readonly string[] = ['conformance-rule', 'conformance-unmodelled'];

/**
 * All changes of a class: its status, each of its header fields, its body, each member of it.
 * @param free members ("/error/code") of which one value of their form is as good as another.
 */
export function listChanges(
  { status, cases, withBody, headers, body }: AnswerClass,
  transcripts: Transcripts,
  free: readonly string[] = [],
): ClassChange[] {
  const other = (texts: readonly CaseText[]): How => (isMadeUp(texts, transcripts) ? 'replaced' : 'changed');
  const isFree = (place: readonly string[]): boolean => free.includes(`/${place.join('/')}`);
  return [
    { change: { kind: 'status', to: otherStatus(status) }, cases },
    ...[...headers]
      .filter(([name]) => !ownHeaders.includes(name))
      .flatMap(([name, values]) => {
        const inCases = new Set(values.map(([caseId]) => caseId));
        return (['dropped', other(values)] as const).map(
          (how): ClassChange => ({ change: { kind: 'header', name, how }, cases: inCases }),
        );
      }),
    ...(withBody.size > 0 ? [{ change: { kind: 'body' } as const, cases: withBody }] : []),
    ...listPlaces(body, depth).flatMap(({ place, seen, changeable, texts, isNull }): ClassChange[] => [
      { change: { kind: 'member', place, how: 'dropped' }, cases: seen, isNull },
      ...(changeable.size > 0
        ? [
            {
              change: { kind: 'member', place, how: isFree(place) ? 'replaced' : other(texts) } as const,
              cases: changeable,
            },
          ]
        : []),
    ]),
  ];
}

/** Ids that the server makes anew for each answer, and nobody names again. */
function isMadeUp(texts: readonly CaseText[], { isOnce }: Transcripts): boolean {
  return (
    texts.length > 0 &&
    texts.every(([caseId, text]) => /<(uuid|trace)>/.test(maskServerMade(text)) && isOnce(caseId, text))
  );
}

/** Another status of the same family, one that clients know. */
function otherStatus(status: number): number {
  const others = otherStatuses[Math.floor(status / 100)] ?? [];
  return others.find((other) => other !== status) ?? status + 1;
}

const otherStatuses: Readonly<Record<number, readonly number[]>> = {
  2: [200, 201],
  3: [304, 302],
  4: [400, 409],
  5: [500, 501],
};
