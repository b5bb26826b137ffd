import {
  decodeUtf8,
  type HeaderField,
  type HttpRequest,
  type HttpResponse,
  headerValue,
  utf8,
} from '../../../core/http.ts';

type Answer = (request: HttpRequest) => HttpResponse;

/** Answers a multipart/mixed batch part by part; a change set whose part fails is answered once. It undoes nothing. */
export function answerBatch(request: HttpRequest, answer: Answer): HttpResponse {
  const boundary = boundaryOf(headerValue(request.headers, 'content-type') ?? '');
  const user = request.headers.filter(([name]) => name.toLowerCase() === 'x-user');
  const parts = split(decodeUtf8(request.body), boundary).map((part) => {
    const inner = boundaryOf(part);
    if (inner === '') return wrap(answerPart(part, user, answer));
    const answers = split(part, inner).map((item) => answerPart(item, user, answer));
    const failed = answers.find(({ status }) => status >= 400);
    if (failed) return wrap(failed);
    return `Content-Type: multipart/mixed; boundary=set\r\n\r\n${answers.map((item) => `--set\r\n${wrap(item)}\r\n`).join('')}--set--`;
  });
  const body = `${parts.map((part) => `--answers\r\n${part}\r\n`).join('')}--answers--\r\n`;
  return { status: 200, headers: [['Content-Type', 'multipart/mixed; boundary=answers']], body: utf8(body) };
}

function boundaryOf(text: string): string {
  return /^[^\r\n]*multipart\/mixed;\s*boundary="?([^"\r\n;]+)/i.exec(text)?.[1] ?? '';
}

function split(text: string, boundary: string): string[] {
  const delimiter = `--${boundary}`;
  const lines = text.split('\r\n');
  const marks = lines.flatMap((line, at) => (line === delimiter || line === `${delimiter}--` ? [at] : []));
  return marks.slice(0, -1).map((mark, at) => lines.slice(mark + 1, marks[at + 1]).join('\r\n'));
}

function answerPart(part: string, user: readonly HeaderField[], answer: Answer): HttpResponse {
  const [, inner = ''] = part.split(/\r\n\r\n([\s\S]*)/);
  const [head = '', body = ''] = inner.split(/\r\n\r\n([\s\S]*)/);
  const [line = '', ...fields] = head.split('\r\n');
  const [method = '', url = ''] = line.split(' ');
  const headers = fields.map(
    (field): HeaderField => [field.slice(0, field.indexOf(':')), field.slice(field.indexOf(':') + 1).trim()],
  );
  return answer({
    method,
    target: url.replace(/^https?:\/\/[^/]*/, ''),
    headers: [...user, ...headers],
    body: utf8(body),
  });
}

function wrap({ status, headers, body }: HttpResponse): string {
  const fields = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  return `Content-Type: application/http\r\n\r\nHTTP/1.1 ${status} Answer\r\n${fields}\r\n${decodeUtf8(body)}`;
}
