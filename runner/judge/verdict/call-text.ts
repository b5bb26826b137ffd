/**
 * A request and what became of it, without the ids in its path, so that two scenarios' calls of the same kind are the same
 * text: "POST /dab/api/Books 500".
 * @param url absolute, or a path.
 */
export function callText(method: string, url: string, status: number): string {
  const path = url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, '').replace(/[?#].*$/s, '');
  const kind = path
    .replaceAll(/\([^()]*\)/g, '(*)')
    .split('/')
    .map((segment) => (/\d/.test(segment) && !segment.includes('(') ? '*' : segment));
  return `${method} ${kind.join('/')} ${status}`;
}
