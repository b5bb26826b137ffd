import type { ProtocolSpec } from '../../../core/protocol-spec.ts';
import type { SuiteSet } from '../../../core/suite.ts';
import { type InputFile, parseInput } from '../input/input-file.ts';
import { tablesOf } from '../language/protocol-names.ts';
import type { FixGround } from './fix-ground.ts';
import { factNodesIn, type NamedNode } from './name-facts.ts';
import { readSource } from './source.ts';

/** What the suites of a protocol may say in short: its tables, and what its files of facts (and a user's own) say. */
export async function groundOf(spec: ProtocolSpec, suites: SuiteSet, inputs: readonly InputFile[]): Promise<FixGround> {
  const facts = new Map<string, NamedNode>();
  for (const input of inputs) {
    const parsed = await parseInput(input, []);
    const source = parsed && readSource(parsed.file.text);
    for (const [name, node] of source ? factNodesIn(source) : []) facts.set(name, node);
  }
  return { moves: suites.shorthand?.moves ?? [], facts, tables: tablesOf(spec) };
}
