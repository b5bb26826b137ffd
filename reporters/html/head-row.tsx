/** @jsxImportSource preact */
import type { VNode } from 'preact';

/** The head of a table: what each column is. */
export function HeadRow({ columns }: { readonly columns: readonly string[] }): VNode {
  return (
    <thead>
      <tr>
        {columns.map((name) => (
          <th key={name} scope="col">
            {name}
          </th>
        ))}
      </tr>
    </thead>
  );
}
