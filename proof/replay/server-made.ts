import { anyGuid } from '../../core/guid.ts';

/** A UUID as a client may spell it: in any letter case, with or without hyphens. */
const spelledUuid = /\b[0-9a-f]{8}(-?)[0-9a-f]{4}\1[0-9a-f]{4}\1[0-9a-f]{4}\1[0-9a-f]{12}\b/gi;
const dateTime = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})?/g;
/** Where a list goes on, as the server alone reads it. */
const continuation = /(?<=[?&](?:\$|%24)after=)[^&"\s]+/gi;
const traceId = /\b(?:00-)?[0-9a-f]{32}(?:-[0-9a-f]{16}-[0-9a-f]{2})?\b|\b0H[0-9A-Z]{11}:[0-9A-F]{8}\b/g;

/**
 * Texts a server makes up (ids, revisions, instants) differ between the real system and the core. This remembers which
 * text of the core stands for which recorded one, so that later requests of a story can name the core's.
 */
export interface ServerMade {
  /** Learns from two texts in the same place: UUIDs and instants pair up in order. */
  learn(recorded: string, actual: string): void;
  /** A recorded request text with the core's own ids in it. */
  translate(text: string): string;
}

/** Creates an empty memory. */
export function createServerMade(): ServerMade {
  const pairs = new Map<string, string>();
  const learnAll = (pattern: RegExp, recorded: string, actual: string): void => {
    const ours = actual.match(pattern) ?? [];
    for (const [i, text] of (recorded.match(pattern) ?? []).entries()) {
      const own = ours[i];
      if (own !== undefined && own !== text && !pairs.has(text)) pairs.set(text, own);
    }
  };
  return {
    learn: (recorded, actual) => {
      learnAll(anyGuid, recorded, actual);
      learnAll(dateTime, recorded, actual);
    },
    translate: (text) =>
      text.replaceAll(spelledUuid, (id) => respell(id, pairs)).replaceAll(dateTime, (at) => pairs.get(at) ?? at),
  };
}

/** The id of the core that stands for this one, in the same spelling. */
function respell(id: string, pairs: ReadonlyMap<string, string>): string {
  const usual = id.toLowerCase().replace(/^(.{8})-?(.{4})-?(.{4})-?(.{4})-?(.{12})$/, '$1-$2-$3-$4-$5');
  const own = pairs.get(usual);
  if (own === undefined) return id;
  const hyphened = id.includes('-') ? own : own.replaceAll('-', '');
  return id === id.toUpperCase() ? hyphened.toUpperCase() : hyphened;
}

/** A text with everything a server makes up replaced by its kind, so that two servers' texts compare. */
export function maskServerMade(text: string): string {
  return text
    .replaceAll(continuation, '<continuation>')
    .replaceAll(anyGuid, '<uuid>')
    .replaceAll(dateTime, '<date-time>')
    .replaceAll(traceId, '<trace>');
}
