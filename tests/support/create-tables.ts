/** A table and its columns as a script creates them. */
export interface CreatedTable {
  readonly name: string;
  readonly columns: readonly string[];
}

const statement = /^create table (\w+) \(\n([\s\S]*?)\n\)/gim;
/** A line of a definition that is no column. */
const constraint = /^(?:primary key|unique|key|constraint|foreign key|check)\b/i;

/** The tables that an SQL script creates, in its order. Reads scripts with one column on each line. */
export function createdTables(script: string): readonly CreatedTable[] {
  return [...script.matchAll(statement)].map(([, name = '', body = '']) => ({
    name,
    columns: body
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => !constraint.test(line))
      .map((line) => /^"?(\w+)"? /.exec(line)?.[1] ?? line),
  }));
}
