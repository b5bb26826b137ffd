import type { JsonObject } from '../../../../core/json.ts';
import type { World } from '../../../kernel/world.ts';
import { type Findings, find } from '../model/findings.ts';
import { storedTexts } from '../seams.ts';

/** ISO 639-1 codes the server takes; "no" is not among them on purpose: Norwegian is nb or nn. */
const languages: ReadonlySet<string> = new Set(
  (
    'aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es ' +
    'et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj ' +
    'kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn nr nv ny ' +
    'oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk ' +
    'tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu'
  ).split(' '),
);

/** The language of a code in any of its spellings: "nb_NO" is nb. */
export function languageOf(code: string): string {
  return (code.split(/[-_]/)[0] ?? '').toLowerCase();
}

/** Checks a list of { languageCode, value }: known language, one value each, not empty, not too long. */
export function validateLocalizations(
  items: readonly JsonObject[],
  max: number,
  place: string,
  world: World,
  findings: Findings,
): void {
  const seen = new Set<string>();
  for (const [index, item] of items.entries()) {
    const at = place === '' ? `value[${index}]` : `${place}[${index}]`;
    const code = typeof item['languageCode'] === 'string' ? item['languageCode'] : '';
    const value = typeof item['value'] === 'string' ? item['value'] : '';
    const language = languageOf(code);
    if (!languages.has(language) && world.keeps('DP-CR-010')) find(findings, `${at}.languageCode`, languageFault(code));
    if (seen.has(language)) find(findings, place, `Can not contain duplicate items: [${language}].`);
    seen.add(language);
    if (value === '') find(findings, `${at}.value`, "'Value' must not be empty.");
    if (value.length > max)
      find(
        findings,
        `${at}.value`,
        `The length of 'Value' must be ${max} characters or fewer. You entered ${value.length} characters.`,
      );
  }
}

function languageFault(code: string): string {
  const norwegian = code.toLowerCase() === 'no' ? " Use 'nb' or 'nn' for Norwegian." : '';
  return `'LanguageCode' '${code}' is not a valid language code.${norwegian} Culture specific codes like 'en_GB' and 'en-US' are normalized to 'en' (ISO 639).`;
}

/** Language codes in their short form, ordered by them, as the server stores and shows them. */
export function normalizeLocalizations(
  sent: readonly JsonObject[],
  inContent: boolean,
  world: World,
): readonly JsonObject[] {
  const texts = sent.map((item) => ({
    value: item['value'] ?? '',
    languageCode: languageOf(String(item['languageCode'] ?? '')),
  }));
  if (texts.length > 1) world.cites('DP-CR-022');
  const sorted = texts.sort((a, b) => (a.languageCode < b.languageCode ? -1 : a.languageCode > b.languageCode ? 1 : 0));
  return world.through(storedTexts, sorted, { sent, inContent });
}
