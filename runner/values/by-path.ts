import { type HeaderField, utf8 } from '../../core/http.ts';
import { type Answer, createAnswer } from './answer.ts';

/** Where a target is, as the harness reaches it. */
export interface TargetPlace {
  readonly origin: string;
  /** Without a slash at its end; "" at the root. */
  readonly basePath: string;
}

/** Bodies longer than this are taken as they are. */
const longest = 1024 * 1024;

/**
 * The answer of a target that is known by another name than the harness calls it (TLS ends before it, another port is published):
 * with URLs that differ from the target's by scheme, host or port alone as if they named it as it was called. What they
 * named instead; undefined: there are no such URLs, or the request asked for that name, and the answer says what it says.
 */
export function byPath(
  answer: Answer,
  place: TargetPlace,
): { readonly answer: Answer; readonly named: string } | undefined {
  if (answer.toldItsName) return undefined;
  const named = new Set<string>();
  const path = place.basePath.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const foreign = new RegExp(`https?://[^/?#"'\\\\\\s<>]+(?=${path}(?:[/?#"'\\\\\\s<>]|$))`, 'gi');
  const rename = (text: string): string =>
    text.replace(foreign, (origin) => {
      if (origin.toLowerCase() === place.origin.toLowerCase()) return origin;
      named.add(origin);
      return place.origin;
    });
  const headers = answer.headers.map(([name, value]): HeaderField => [name, rename(value)]);
  const text = answer.body.length > longest ? undefined : answer.text();
  const body = text === undefined ? undefined : rename(text);
  const [first] = named;
  if (first === undefined) return undefined;
  const { method, url, path: below, status, exchange } = answer;
  return {
    answer: createAnswer({
      method,
      url,
      path: below,
      status,
      headers,
      body: body === undefined || body === text ? answer.body : utf8(body),
      exchange,
    }),
    named: first,
  };
}
