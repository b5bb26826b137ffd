import type { ProtocolSpec } from '../../../core/protocol-spec.ts';
import { type DefinedName, extend, fixedRoot, namedRoot, type Scope } from './scope.ts';

/** Tokens known everywhere: $(bind.…) and $(target.…). */
export function baseScope(bindings: ProtocolSpec['bindings']): Scope {
  const names = new Map(
    Object.entries(bindings).map(([name, { value }]): [string, DefinedName] => [
      name,
      { range: { start: 0, end: 0 }, value, used: false },
    ]),
  );
  return extend(new Map(), ['bind', namedRoot(names, 'binding')], ['target', fixedRoot(['url', 'origin'])]);
}
