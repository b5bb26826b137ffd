import { type HttpRequest, splitTarget } from '../../../../core/http.ts';

/** What a write does, for rules that list kinds of writes: "put", "patch", "delete", "activity", "purge", "put-transmission", … */
export function writeKind(request: HttpRequest): string {
  const { path } = splitTarget(request.target);
  const method = request.method.toLowerCase();
  const action = /\/actions\/([a-z]+)\/?$/i.exec(path)?.[1];
  if (action !== undefined) return action.toLowerCase();
  const child = /\/(activities|transmissions)(\/[^/]+)?\/?$/i.exec(path);
  if (child)
    return child[2] === undefined
      ? child[1] === 'activities'
        ? 'activity'
        : 'transmission'
      : `${method}-transmission`;
  if (/\/labels/i.test(path)) return 'labels';
  return /\/systemlabels/i.test(path) ? 'system-labels' : method;
}
