import { type Expression, operandsOf, type Path } from './expression.ts';
import { type OdataType, typeOfValue } from './value.ts';

/** What is wrong with the types of an expression that is otherwise well formed. */
export type TypeFault =
  | { readonly reason: 'unknown-path'; readonly path: Path }
  | { readonly reason: 'operands'; readonly node: Expression; readonly types: readonly OdataType[] }
  | { readonly reason: 'not-boolean'; readonly node: Expression; readonly types: readonly OdataType[] };

/** Types of the properties; undefined: there is no such property. */
export type TypeOfPath = (path: Path) => OdataType | undefined;

/** The first fault from left to right in a filter, which must be true or false as a whole; undefined: none. */
export function checkFilter(filter: Expression, typeOf: TypeOfPath): TypeFault | undefined {
  const type = typeOfExpression(filter, typeOf);
  if (typeof type !== 'string') return type;
  return type === 'boolean' || type === 'null' ? undefined : { reason: 'not-boolean', node: filter, types: [type] };
}

/** The type of an expression, or its first fault. */
export function typeOfExpression(expression: Expression, typeOf: TypeOfPath): OdataType | TypeFault {
  if (expression.kind === 'path') return typeOf(expression) ?? { reason: 'unknown-path', path: expression };
  if (expression.kind === 'literal') return typeOfValue(expression.value);
  // Checked by the protocol that has them.
  if (expression.kind === 'named-call' || expression.kind === 'lambda') return 'boolean';
  const types: OdataType[] = [];
  for (const operand of operandsOf(expression)) {
    const type = typeOfExpression(operand, typeOf);
    if (typeof type !== 'string') return type;
    types.push(type);
  }
  return resultOf(expression, types) ?? { reason: 'operands', node: expression, types };
}

/** What an operation on operands of these types gives; undefined: it cannot be done. Null goes with every type. */
function resultOf(expression: Expression, types: readonly OdataType[]): OdataType | undefined {
  const all = (wanted: OdataType): boolean => types.every((type) => type === wanted || type === 'null');
  switch (expression.kind) {
    case 'and':
    case 'or':
    case 'not':
      return all('boolean') ? 'boolean' : undefined;
    case 'call':
      return all('text') ? 'boolean' : undefined;
    default: {
      const [wanted = 'null'] = types.filter((type) => type !== 'null');
      return all(wanted) ? 'boolean' : undefined;
    }
  }
}
