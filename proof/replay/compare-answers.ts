import { decodeUtf8, type HttpResponse, headerLines } from '../../core/http.ts';
import { isJsonArray, isJsonNumber, isJsonObject, type Json, jsonTypeOf } from '../../core/json.ts';
import { jsonEquals } from '../../core/json-equals.ts';
import { parseJson } from '../../core/parse-json.ts';
import { stringifyJson } from '../../core/stringify-json.ts';
import { maskServerMade } from './server-made.ts';

/**
 * Where an answer of the core differs from the recorded one: status, rule-governed headers, and the body, of which
 * member names, types, lengths and all values but server-made ones must agree. Empty: they agree.
 */
export function compareAnswers(recorded: HttpResponse, actual: HttpResponse, headers: readonly string[]): string[] {
  const differences: string[] = [];
  if (recorded.status !== actual.status) differences.push(`status: recorded ${recorded.status}, core ${actual.status}`);
  for (const name of headers) {
    const theirs = headerLines(recorded.headers, name).map(maskServerMade).join(' | ');
    const ours = headerLines(actual.headers, name).map(maskServerMade).join(' | ');
    const there = headerLines(recorded.headers, name).length === headerLines(actual.headers, name).length;
    if (!there || theirs !== ours)
      differences.push(`header ${name}: recorded ${JSON.stringify(theirs)}, core ${JSON.stringify(ours)}`);
  }
  return [...differences, ...compareBodies(decodeUtf8(recorded.body), decodeUtf8(actual.body))];
}

function compareBodies(recorded: string, actual: string): string[] {
  const theirs = tryParse(recorded);
  const ours = tryParse(actual);
  if (theirs !== undefined && ours !== undefined) return compareJson('', theirs, ours);
  return maskServerMade(recorded) === maskServerMade(actual)
    ? []
    : [`body: recorded ${shorten(recorded)}, core ${shorten(actual)}`];
}

function compareJson(place: string, recorded: Json, actual: Json): string[] {
  const differ = (what: string): string[] => [`body ${place || '(whole)'}: ${what}`];
  if (isJsonObject(recorded) && isJsonObject(actual)) {
    const names = [...new Set([...Object.keys(recorded), ...Object.keys(actual)])];
    return names.flatMap((name) => {
      const inner = `${place}/${name}`;
      if (!Object.hasOwn(actual, name)) return [`body ${inner}: missing in the core`];
      if (!Object.hasOwn(recorded, name)) return [`body ${inner}: only in the core`];
      return compareJson(inner, recorded[name] as Json, actual[name] as Json);
    });
  }
  if (isJsonArray(recorded) && isJsonArray(actual)) {
    if (recorded.length !== actual.length) return differ(`recorded ${recorded.length} items, core ${actual.length}`);
    return recorded.flatMap((item, i) => compareJson(`${place}/${i}`, item, actual[i] as Json));
  }
  if (typeof recorded === 'string' && typeof actual === 'string') {
    return maskServerMade(recorded) === maskServerMade(actual)
      ? []
      : differ(`recorded ${shorten(recorded)}, core ${shorten(actual)}`);
  }
  if (isJsonNumber(recorded) && isJsonNumber(actual)) {
    return jsonEquals(recorded, actual) ? [] : differ(`recorded ${recorded}, core ${actual}`);
  }
  return recorded === actual ? [] : differ(`recorded ${jsonTypeOf(recorded)}, core ${jsonTypeOf(actual)}`);
}

function tryParse(text: string): Json | undefined {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

function shorten(text: string): string {
  return stringifyJson(text.length > 200 ? `${text.slice(0, 200)}…` : text);
}
