/** Path of the service below the mount. */
export const servicePath = '/api/data/v9.2';

const versions = /^v9\.[012]$/;

/**
 * The segments below the service root, and its path as the request has it: code for earlier versions goes on working. Else the
 * first segment that leads nowhere.
 */
export function belowService(
  segments: readonly string[],
): { readonly path: string; readonly below: readonly string[] } | { readonly stray: string } {
  const [root, api, data, version = '', ...below] = segments;
  const path = ['', 'api', 'data'];
  const outside = path.findIndex((segment, index) => [root, api, data][index] !== segment);
  if (outside >= 0) return { stray: segments[outside] ?? '' };
  return versions.test(version) ? { path: [...path, version].join('/'), below } : { stray: version };
}
