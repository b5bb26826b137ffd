import { UsageError } from '../../core/errors.ts';

/**
 * Reads a base URL; the path is kept, without a slash at its end.
 * @throws {UsageError} for anything that is no plain http or https URL.
 */
export function parseTargetUrl(text: string): string {
  if (!URL.canParse(text)) throw new UsageError(`--target takes a URL, not "${text}"`, 'like https://host:8080/prefix');
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new UsageError(`--target takes an http or https URL, not "${text}"`, 'like https://host:8080/prefix');
  }
  if (url.username !== '' || url.password !== '') {
    throw new UsageError('--target must not hold credentials', "write --header 'Authorization: env:NAME' instead");
  }
  if (url.search !== '' || url.hash !== '') throw new UsageError('--target takes a base URL, without "?" and "#"');
  if (/[^!-~]/.test(text.replace(/^https?:\/\/[^/]*/i, ''))) {
    throw new UsageError('the path of --target holds characters that must be percent-encoded', `like ${url.href}`);
  }
  // As written, not as parsed: the parser would tidy the path.
  return text.replace(/\/+$/, '');
}
