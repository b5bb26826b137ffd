import { isHarmlessHeader } from '../../core/header-secrecy.ts';

/** A header field as a target file may hold it. */
export interface WrittenField {
  readonly name: string;
  /** Without secrets: what is none, or where it is found. */
  readonly value: string;
  /** What there is to do about it. */
  readonly note?: string;
}

/**
 * Writes "Name: value" down without the secret in it: what is in the environment stays there, and what was given as it is should go there.
 * @param whose names the variable that it should be in.
 */
export function writtenField(line: string, whose: string): WrittenField {
  const variable = whose.replaceAll(/[^A-Za-z0-9]+/g, '_').toUpperCase();
  if (line.startsWith('env:'))
    return { name: 'Authorization', value: line, note: `${line} holds a whole line: let it hold the value alone` };
  const [, name = '', value = ''] = /^([^:]*):\s*(.*)$/s.exec(line) ?? [];
  if (isHarmlessHeader(name) || /(?:^|\s)env:[\w.()-]+$/.test(value)) return { name, value };
  const [, scheme] = /^([A-Za-z][A-Za-z0-9-]*) \S+$/.exec(value) ?? [];
  const from = `env:${variable}_${name.replaceAll(/[^A-Za-z0-9]+/g, '_').toUpperCase()}`;
  return {
    name,
    value: scheme === undefined ? from : `${scheme} ${from}`,
    note: `was given as it is: put it into the variable ${from.slice(4)}`,
  };
}
