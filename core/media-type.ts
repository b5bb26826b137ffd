/** A media type (RFC 9110 §8.3.1): type and subtype in lower case, parameters by lower-case name. */
export interface MediaType {
  readonly essence: string;
  readonly parameters: Readonly<Record<string, string>>;
}

const token = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
const whole = new RegExp(
  `^\\s*(${token}/${token})\\s*((?:;\\s*(?:${token}=(?:${token}|"(?:[^"\\\\]|\\\\.)*"))?\\s*)*)$`,
);
const parameter = new RegExp(`;\\s*(${token})=(?:(${token})|"((?:[^"\\\\]|\\\\.)*)")`, 'g');

/** Reads a Content-Type value; undefined when it is not one. */
export function parseMediaType(text: string): MediaType | undefined {
  const match = whole.exec(text);
  if (!match) return undefined;
  const parameters: Record<string, string> = {};
  for (const [, name = '', plain, quoted] of (match[2] ?? '').matchAll(parameter)) {
    parameters[name.toLowerCase()] ??= plain ?? (quoted ?? '').replaceAll(/\\(.)/g, '$1');
  }
  return { essence: (match[1] ?? '').toLowerCase(), parameters };
}
