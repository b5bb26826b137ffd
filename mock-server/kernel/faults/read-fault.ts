import { UsageError } from '../../../core/errors.ts';
import { nearestName } from '../../../core/nearest-name.ts';
import type { FaultRequest } from './fault.ts';
import { type FaultName, type FaultSetting, faultKinds } from './fault-kinds.ts';

const common = ['fault', 'times', 'skip', 'method', 'path'] as const;

/**
 * Reads a fault from JSON.
 * @throws {UsageError} for what is none: an unknown name or member, a value that makes no sense.
 */
export function readFault(value: unknown): FaultRequest {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new UsageError(`send {"fault": NAME}; there are: ${names.join(', ')}`);
  const given = value as Readonly<Record<string, unknown>>;
  const name = given['fault'];
  if (typeof name !== 'string' || !isName(name)) throw unknown('fault', String(name ?? ''), names);
  const { settings } = faultKinds[name];
  const members: readonly string[] = [...common, ...settings];
  for (const [member, content] of Object.entries(given)) {
    if (!members.includes(member)) throw unknown(`member of ${name}`, member, members);
    const wanted = checks[member as Checked];
    if (wanted && !wanted.fits(content)) throw new UsageError(`"${member}" of ${name} must be ${wanted.says}`);
  }
  if (settings.includes('mutant') && given['mutant'] === undefined)
    throw new UsageError('"mutant" is missing: the name of a known bug, `conformance list mutants` tells all');
  return given as unknown as FaultRequest;
}

/**
 * Reads the field by which a request asks for a fault of its own: "latency; ms=200".
 * @throws {UsageError} for what is none.
 */
export function readFaultField(text: string): FaultRequest {
  const [name = '', ...settings] = text.split(';').map((part) => part.trim());
  const entries = settings.map((setting): readonly [string, unknown] => {
    const [, key = '', value = ''] = /^(\w+)=(.*)$/.exec(setting) ?? [];
    if (key === '') throw new UsageError(`cannot read "${setting}": write Conformance-Fault: NAME; setting=value`);
    return [key, /^\d+$/.test(value) ? Number(value) : value];
  });
  const many = entries.find(([key]) => key !== 'fault' && common.some((one) => one === key));
  if (many) throw new UsageError(`"${many[0]}" means nothing in a request: the fault is of this one`);
  return readFault({ fault: name, ...Object.fromEntries(entries) });
}

const names = Object.keys(faultKinds);

function isName(name: string): name is FaultName {
  return Object.hasOwn(faultKinds, name);
}

function unknown(what: string, name: string, known: readonly string[]): UsageError {
  const near = nearestName(name, known);
  return new UsageError(
    `there is no ${what} "${name}"${near === undefined ? '' : `: did you mean "${near}"?`} There are: ${known.join(', ')}`,
  );
}

interface Check {
  readonly says: string;
  fits(value: unknown): boolean;
}

type Checked = Exclude<(typeof common)[number], 'fault'> | FaultSetting;

const whole = (value: unknown, least: number, most: number): boolean =>
  Number.isInteger(value) && Number(value) >= least && Number(value) <= most;
const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';

const checks: Readonly<Record<Checked, Check>> = {
  times: { says: 'a whole number from 1, or "always"', fits: (value) => value === 'always' || whole(value, 1, 1e6) },
  skip: { says: 'a whole number from 0', fits: (value) => whole(value, 0, 1e6) },
  method: {
    says: 'a method, or a list of them',
    fits: (value) => isText(value) || (Array.isArray(value) && value.length > 0 && value.every(isText)),
  },
  path: { says: 'a path below the mount, with "*" for any text: "/api/Books/*"', fits: isText },
  ms: { says: 'a whole number of milliseconds, at most 600000', fits: (value) => whole(value, 0, 600_000) },
  retryAfterSeconds: { says: 'a whole number of seconds, at most 86400', fits: (value) => whole(value, 0, 86_400) },
  mutant: { says: 'the name of a known bug', fits: isText },
};
