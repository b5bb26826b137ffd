import { type HttpRequest, headerValue } from '../../../../core/http.ts';
import type { Json } from '../../../../core/json.ts';
import type { Definition } from '../model/definitions.ts';

/** Languages that localisable texts are there in; the first is the one they are stored in, and that of every profile here. */
export type Language = 'en' | 'de';

/** What the stored texts are in German. */
const german: Readonly<Record<string, string>> = {
  New: 'Neu',
  Assigned: 'Zugewiesen',
  'In progress': 'In Bearbeitung',
  'On hold': 'Wartend',
  Closed: 'Geschlossen',
  'Waiting for the caller': 'Wartet auf den Anrufer',
  Solved: 'Gelöst',
  Low: 'Niedrig',
  Medium: 'Mittel',
  High: 'Hoch',
  'Single user': 'Einzelner Benutzer',
  Department: 'Abteilung',
  Company: 'Unternehmen',
  'State changed': 'Status geändert',
  Comment: 'Kommentar',
};

/** The language of an answer: what Explicit-Language says, else that of the caller's profile; Accept-Language means nothing (M42-HDR-003). */
export function languageOf({ headers }: HttpRequest): Language {
  return /^de(-|$)/i.test(headerValue(headers, 'Explicit-Language')?.trim() ?? '') ? 'de' : 'en';
}

/** A value of an attribute in a language, as far as it is localisable and there in it. */
export function localise(
  { localizable = [] }: Definition,
  attribute: string,
  value: Json,
  language: Language | undefined,
): Json {
  if (language !== 'de' || typeof value !== 'string' || !localizable.includes(attribute)) return value;
  return Object.hasOwn(german, value) ? (german[value] ?? value) : value;
}
