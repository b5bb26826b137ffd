/** One name=value of a query string. */
export interface QueryOption {
  readonly name: string;
  /** Decoded: "+" is a blank, an escape that is none stays as it is. */
  readonly value: string;
  /** Holds an escape that is none, or bytes that are no UTF-8. */
  readonly malformed: boolean;
}

/** Splits a raw query string; options come in the order of the request, doubled ones too. Empty pairs are left out. */
export function readQuery(query: string | undefined): readonly QueryOption[] {
  return (query ?? '')
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const equals = pair.indexOf('=');
      const name = decode(equals < 0 ? pair : pair.slice(0, equals));
      const value = decode(equals < 0 ? '' : pair.slice(equals + 1));
      return { name: name.text, value: value.text, malformed: name.malformed || value.malformed };
    });
}

function decode(raw: string): { readonly text: string; readonly malformed: boolean } {
  let malformed = /%(?![0-9A-Fa-f]{2})/.test(raw);
  const text = raw.replaceAll('+', ' ').replace(/(?:%[0-9A-Fa-f]{2})+/g, (escapes) => {
    try {
      return decodeURIComponent(escapes);
    } catch {
      malformed = true;
      return escapes;
    }
  });
  return { text, malformed };
}
