/** How a request addresses the reference server, read from its raw target. */
export interface Address {
  readonly protocol: string;
  /** What precedes the protocol's own target, without trailing slash: "/~edition=v1/dab", "" at the root. */
  readonly prefix: string;
  /** What the protocol sees: raw path and query. */
  readonly target: string;
  readonly settings: AddressSettings;
}

/** What the first path segment `~edition=…;features=a,b;session=…` may set. */
interface AddressSettings {
  readonly edition?: string;
  /** The complete list; undefined: the protocol's defaults. */
  readonly features?: readonly string[];
  readonly session?: string;
}

/** An address that leads nowhere, with what is wrong. */
export interface AddressProblem {
  readonly status: 400 | 404;
  readonly problem: string;
}

/**
 * Finds the protocol a raw target is for: `/<id>/…`, `/~settings/<id>/…`, or without id when one protocol is at the
 * root. Nothing behind the mount is decoded or tidied.
 */
export function readAddress(target: string, protocols: readonly string[], root?: string): Address | AddressProblem {
  let prefix = '';
  let rest = target;
  let settings: AddressSettings = {};
  if (target.startsWith('/~')) {
    const segment = firstSegment(target);
    const read = readSettings(segment.slice(1));
    if ('problem' in read) return read;
    settings = read;
    prefix = `/${segment}`;
    rest = target.slice(prefix.length);
  }
  const id = firstSegment(rest);
  if (protocols.includes(id))
    return {
      protocol: id,
      prefix: `${prefix}/${id}`,
      target: originForm(rest.slice(id.length + 1)),
      settings,
    };
  if (root !== undefined) return { protocol: root, prefix, target: originForm(rest), settings };
  return { status: 404, problem: `nothing is mounted at ${prefix}/${id}` };
}

/** The raw segment behind the leading slash, up to the next slash or the query. */
function firstSegment(target: string): string {
  return /^\/([^/?]*)/.exec(target)?.[1] ?? '';
}

function originForm(target: string): string {
  return target.startsWith('/') ? target : `/${target}`;
}

const setting = /^(edition|features|session)=([A-Za-z0-9._,-]*)$/;

function readSettings(text: string): AddressSettings | AddressProblem {
  const settings: { edition?: string; features?: readonly string[]; session?: string } = {};
  for (const part of text.split(';')) {
    const [, name, value = ''] = setting.exec(part) ?? [];
    if (name === 'features') settings.features = value === '' ? [] : value.split(',');
    else if (name === 'edition' && value !== '') settings.edition = value;
    else if (name === 'session' && value !== '') settings.session = value;
    else return { status: 400, problem: `cannot read "${part}": write ~edition=NAME;features=A,B;session=NAME` };
  }
  return settings;
}
