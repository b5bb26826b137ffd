/*
 * Access tokens carry what they say, so that whoever meets one needs no store: who the caller is, and until when it is good.
 * Neither they nor the API tokens protect anything.
 */

/** What an access token says. */
interface AccessToken {
  /** Id of the identity. */
  readonly caller: string;
  /** Milliseconds since 1970. */
  readonly expires: number;
}

const prefix = 'm42-access';

/** How long an access token is good for: one hour. */
export const lifetimeMs: number = 60 * 60 * 1000;

/** Makes an access token of what it says. */
export function writeAccessToken({ caller, expires }: AccessToken): string {
  const said = `${caller}.${expires}`;
  return `${prefix}.${said}.${checksum(said)}`;
}

/** Reads an access token; undefined: it is none of this server's. */
export function readAccessToken(token: string): AccessToken | undefined {
  const [, said = '', caller = '', expires = '', sum] =
    /^m42-access\.((\w[\w-]*)\.(\d{1,16}))\.([0-9a-f]+)$/.exec(token) ?? [];
  return sum !== undefined && sum === checksum(said) ? { caller, expires: Number(expires) } : undefined;
}

/** FNV-1a. */
function checksum(text: string): string {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return (hash >>> 0).toString(16);
}

/** What the API token is that looks like one of the product: a JWT, whose payload clients read. */
export const jwtShapedApiToken: string = [
  { alg: 'none', typ: 'JWT' },
  { UserFragmentId: '5eed0000-0001-4000-8000-000000000001', exp: 4102444800 },
]
  .map((part) => btoa(JSON.stringify(part)).replaceAll('=', '').replaceAll('+', '-').replaceAll('/', '_'))
  .concat('signature')
  .join('.');
