/** @jsxImportSource preact */
import type { VNode } from 'preact';

/** One of several values, or all of them. */
export function Choice({
  label,
  id,
  all = 'all',
  options,
}: {
  readonly label: string;
  readonly id: string;
  /** What choosing none of them is called. */
  readonly all?: string;
  readonly options: readonly (readonly [value: string, text: string])[];
}): VNode {
  return (
    <label>
      <span>{label}</span>
      <select id={id}>
        <option value="">{all}</option>
        {options.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}
