import { applyEdits, type Edit } from './edit.ts';
import type { Finding } from './finding.ts';
import type { FixGround } from './fix-ground.ts';
import { joinEntries } from './join-entries.ts';
import { keyRules } from './key-rules.ts';
import { layOut } from './lay-out.ts';
import { nameFacts } from './name-facts.ts';
import { shortenEffects } from './shorten-effects.ts';
import { shortenGiven } from './shorten-given.ts';
import { shortenMethods } from './shorten-methods.ts';
import { shortenOperations } from './shorten-operations.ts';
import { dropIds, shortenRequests } from './shorten-requests.ts';
import { shortenTokens } from './shorten-tokens.ts';
import { readSource, type Source } from './source.ts';

/** In this order: a fact is named while its tokens are long, and what is joined is laid out at last. */
const steps: readonly ((source: Source, ground: FixGround) => readonly Finding[])[] = [
  (source, { moves }) => shortenEffects(source, moves),
  (source, { facts }) => nameFacts(source, facts),
  (source) => joinEntries(source),
  (source) => keyRules(source),
  (source) => shortenMethods(source),
  (source) => shortenGiven(source),
  (source) => shortenOperations(source),
  (source) => shortenRequests(source),
  (source) => dropIds(source),
  (source, { tables }) => shortenTokens(source, tables),
];

/** How often a text is gone through at most; nesting decides how often it must be. */
const rounds = 24;

/** What has a shorter form in a sound file. */
export function findShorter(text: string, ground: FixGround): readonly Finding[] {
  const source = readSource(text);
  return source ? steps.flatMap((step) => step(source, ground)) : [];
}

/** A sound file in its shortest form and laid out; comments stay where they are. Unsound text comes back as it is. */
export function fixText(text: string, ground: FixGround): string {
  let now = text;
  for (const step of steps) now = untilDone(now, (source) => step(source, ground).map(({ edits }) => edits));
  return untilDone(now, (source) => layOut(source).map((edit) => [edit]));
}

function untilDone(text: string, groupsOf: (source: Source) => readonly (readonly Edit[])[]): string {
  let now = text;
  for (let round = 0; round < rounds; round++) {
    const source = readSource(now);
    const groups = source ? groupsOf(source) : [];
    if (groups.length === 0) return now;
    now = applyEdits(now, groups);
  }
  return now;
}
