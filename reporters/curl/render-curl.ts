import type { ExchangeRecord } from '../../core/report.ts';
import { quoteShell, quoteShellKeepingSecrets } from './quote-shell.ts';

type RequestRecord = ExchangeRecord['request'];

/** Headers that belong to one connection; curl makes its own. */
const ofTheConnection: ReadonlySet<string> = new Set([
  'content-length',
  'transfer-encoding',
  'connection',
  'keep-alive',
]);

/**
 * One shell line that sends the request again, byte for byte as far as the report holds it. Secrets, which the
 * report does not hold, are shell variables ("$TOKEN"). A body that the report does not hold whole gives a comment instead.
 */
export function renderCurl(request: RequestRecord): string {
  const body = bodyOf(request);
  if (body === undefined) {
    return `# cannot be replayed: the report keeps only part of the ${request.bodyBytes} bytes of the body`;
  }
  const words = ['curl', '-sS', ...methodWords(request), ...headerWords(request), ...body.words];
  const line = [...words, targetWord(request.url)].join(' ');
  return body.pipe === undefined ? line : `${body.pipe} | ${line}`;
}

function methodWords({ method }: RequestRecord): string[] {
  if (method === 'HEAD') return ['--head'];
  return method === 'GET' ? ['-i'] : ['-i', '-X', quoteShell(method)];
}

/** curl sends Accept, User-Agent and (with a body) Content-Type of its own unless told otherwise. */
function headerWords({ headers, url, bodyBytes, method }: RequestRecord): string[] {
  const host = URL.canParse(url) ? new URL(url).host : undefined;
  const sent = headers.filter(([name, value]) => {
    const lower = name.toLowerCase();
    return !ofTheConnection.has(lower) && !(lower === 'host' && value === host);
  });
  const names = new Set(sent.map(([name]) => name.toLowerCase()));
  const unwanted = ['Accept', 'User-Agent', ...(bodyBytes > 0 || sendsEmptyBody(method) ? ['Content-Type'] : [])];
  return [
    ...sent.map(([name, value]) => (value === '' ? `${name};` : `${name}: ${value}`)),
    ...unwanted.filter((name) => !names.has(name.toLowerCase())).map((name) => `${name}:`),
  ].flatMap((field) => ['-H', quoteShellKeepingSecrets(field)]);
}

/** Methods whose empty body is announced with Content-Length: 0. */
function sendsEmptyBody(method: string): boolean {
  return method === 'POST' || method === 'PUT' || method === 'PATCH';
}

function bodyOf(request: RequestRecord): { readonly words: string[]; readonly pipe?: string } | undefined {
  const { body, bodyBytes, bodyEncoding, truncated, method } = request;
  if (bodyBytes === 0) return { words: sendsEmptyBody(method) ? ['--data-binary', "''"] : [] };
  if (body === undefined || truncated) return undefined;
  if (bodyEncoding === 'base64') return piped(body);
  // A NUL or half a surrogate pair cannot stand in an argument.
  if (body.includes('\0') || /\p{Cs}/u.test(body)) return piped(toBase64(body));
  // --data-binary would read "@name" as a file.
  return { words: [body.startsWith('@') ? '--data-raw' : '--data-binary', quoteShellKeepingSecrets(body)] };
}

function piped(base64: string): { readonly words: string[]; readonly pipe: string } {
  return { words: ['--data-binary', '@-'], pipe: `printf %s ${quoteShell(base64)} | base64 -d` };
}

function toBase64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}

/** Without these options curl would drop "..", and read brackets and braces as a pattern. */
function targetWord(url: string): string {
  const options = [
    ...(/[[\]{}]/.test(url) ? ['--globoff'] : []),
    ...(/\/\.\.?(?:[/?]|$)/.test(url) ? ['--path-as-is'] : []),
  ];
  return [...options, quoteShellKeepingSecrets(url)].join(' ');
}
