import type { ExchangeRecord } from '../../core/report.ts';
import { isPlain, posixQuote, printfFormat } from './posix-quote.ts';
import type { Spelling } from './spellings.ts';
import { type Piece, splitText } from './split-text.ts';

/** How what is said in a request is put into words of the script. */
export interface Wording {
  readonly base: string;
  /** Of the request, from 1. */
  readonly number: number;
  readonly spellings: readonly Spelling[];
  /** Told of each function of the script that is used. */
  use(name: string): unknown;
  /** Told of each variable for a secret, and where it stands. */
  secret(name: string, where: string): unknown;
}

/** A request as lines of the script. */
interface RequestScript {
  /** What has to be done first. */
  readonly before: readonly string[];
  readonly command: string;
  /** Names of the variables in it. */
  readonly needs: ReadonlySet<string>;
}

/** Headers that belong to one connection; curl makes its own. */
const ofTheConnection: ReadonlySet<string> = new Set([
  'content-length',
  'transfer-encoding',
  'connection',
  'keep-alive',
]);
/** Methods whose empty body is announced with Content-Length: 0. */
const announcesBody: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH']);
const placeholder = /<(?:secret|identity ([\w-]+))>/g;

/** Writes the call of curl that sends a request, byte for byte but for its variables. */
export function renderRequest({ request }: ExchangeRecord, wording: Wording): RequestScript {
  const { method, url, headers, body, bodyBytes, truncated } = request;
  const { number } = wording;
  const needs = new Set<string>();
  const words = (text: string, place: 'url' | 'header', where: string): string =>
    piecesOf(text, place, wording)
      .map((piece) => wordOf(piece, place === 'header' ? 'latin1' : 'utf8', wording, where, needs))
      .join('');
  if (bodyBytes > 0 && (body === undefined || truncated))
    return {
      before: [],
      command: `printf '\\n${number}. not sent: the body of ${bodyBytes} bytes is not in the report\\n'`,
      needs,
    };
  const before: string[] = [];
  const options: string[] = method === 'HEAD' ? ['--head'] : method === 'GET' ? [] : ['-X', posixQuote(method) ?? "''"];
  const host = URL.canParse(url) ? new URL(url).host : undefined;
  const sent = headers.filter(
    ([name, value]) => !ofTheConnection.has(name.toLowerCase()) && !(name.toLowerCase() === 'host' && value === host),
  );
  for (const [name, value] of sent)
    options.push(
      '-H',
      value === '' ? (posixQuote(`${name};`) ?? "''") : words(`${name}: ${value}`, 'header', `${name}: ${value}`),
    );
  const names = new Set(sent.map(([name]) => name.toLowerCase()));
  const unwanted = [
    'Accept',
    'User-Agent',
    ...(bodyBytes > 0 || announcesBody.has(method) ? ['Content-Type', 'Expect'] : []),
  ];
  for (const name of unwanted) if (!names.has(name.toLowerCase())) options.push('-H', `${name}:`);
  if (bodyBytes > 0) options.push(...bodyWords(request, wording, before, needs));
  else if (announcesBody.has(method)) options.push('--data-raw', "''");
  const call = ['send', String(number), urlWord(url, wording, words, needs), ...options].join(' ');
  return { before, command: method === 'HEAD' ? `${call}; : > "$work/${number}.body"` : call, needs };
}

/** A body that is one plain line stands in the call; another is written to a file first, whatever its bytes are. */
function bodyWords(
  { body = '', bodyEncoding }: ExchangeRecord['request'],
  wording: Wording,
  before: string[],
  needs: Set<string>,
): readonly string[] {
  const where = 'the body';
  if (bodyEncoding === undefined && isPlain(body))
    return [
      '--data-raw',
      piecesOf(body, 'body', wording)
        .map((piece) => wordOf(piece, 'utf8', wording, where, needs))
        .join(''),
    ];
  const file = `"$work/${wording.number}.sent"`;
  const parts =
    bodyEncoding === undefined
      ? piecesOf(body, 'body', wording).map((piece) =>
          piece.kind === 'text' && !hasSecret(piece.text)
            ? `printf -- ${printfFormat(piece.text)}`
            : `printf %s ${wordOf(piece, 'utf8', wording, where, needs)}`,
        )
      : [`printf -- ${printfFormat(Buffer.from(body, 'base64').toString('latin1'), 'latin1')}`];
  before.push(`{ ${parts.join('; ')}; } > ${file}`);
  return ['--data-binary', `@${file}`];
}

/** Secrets are cut out of texts as variables are. */
function piecesOf(text: string, place: 'url' | 'header' | 'body', { spellings }: Wording): readonly Piece[] {
  return splitText(text, spellings, place).flatMap((piece): readonly Piece[] =>
    piece.kind === 'variable'
      ? [piece]
      : piece.text
          .split(/(<(?:secret|identity [\w-]+)>)/)
          .flatMap((part): readonly Piece[] => (part === '' ? [] : [{ kind: 'text', text: part }])),
  );
}

function hasSecret(text: string): boolean {
  return text.search(placeholder) >= 0;
}

function wordOf(
  piece: Piece,
  encoding: 'utf8' | 'latin1',
  wording: Wording,
  where: string,
  needs: Set<string>,
): string {
  if (piece.kind === 'variable') {
    needs.add(piece.variable.name);
    if (piece.uses !== undefined) wording.use(piece.uses);
    return piece.word;
  }
  const [whole, identity] = new RegExp(`^${placeholder.source}$`).exec(piece.text) ?? [];
  if (whole === undefined) return posixQuote(piece.text, encoding) ?? "''";
  const name = identity === undefined ? 'TOKEN' : `TOKEN_${identity.toUpperCase().replaceAll('-', '_')}`;
  wording.secret(name, where.replaceAll(whole, `$${name}`));
  return `"$${name}"`;
}

/** The URL, with the target's base or origin as a variable. */
function urlWord(
  url: string,
  { base, spellings }: Wording,
  words: (text: string, place: 'url', where: string) => string,
  needs: Set<string>,
): string {
  // A link that an answer gave leads to the target already.
  const link = spellings.find(
    ({ variable, text }) => variable.origin.kind === 'link' && variable.text === text && sameResource(url, text),
  );
  if (link !== undefined) {
    needs.add(link.variable.name);
    return link.word + words(url.slice(url.length - (pathOf(url).length - pathOf(link.text).length)), 'url', 'the URL');
  }
  if (url.startsWith(base) && /^(?:[/?]|$)/.test(url.slice(base.length)))
    return `"$BASE"${words(url.slice(base.length), 'url', 'the URL')}`;
  const path = pathOf(url);
  return `"$ORIGIN"${words(path, 'url', 'the URL')}`;
}

/** Is it the link, or something below it? Hosts may differ: it is the target by another name. */
function sameResource(url: string, link: string): boolean {
  const [path, start] = [pathOf(url), pathOf(link)];
  return path === start || (path.startsWith(start) && /^[/?(]/.test(path.slice(start.length)));
}

function pathOf(url: string): string {
  return /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*(.*)$/is.exec(url)?.[1] ?? url;
}
