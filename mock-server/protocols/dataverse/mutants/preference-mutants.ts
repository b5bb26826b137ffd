import { headerLines } from '../../../../core/http.ts';
import { isJsonArray, isJsonObject, type Json, jsonObject } from '../../../../core/json.ts';
import { type Attachment, off } from '../../../kernel/bug.ts';
import { changeMembers, withJson, withoutHeader } from '../../../kernel/bugs/answer-otherwise.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { withField } from '../../../kernel/bugs/other-request.ts';
import { all, decidedBy, on } from '../../../kernel/bugs/when.ts';
import { taking } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { refuse } from '../refusal.ts';
import { refusingWith } from './answers.ts';

const formatted = '@OData.Community.Display.V1.FormattedValue';
const annotated = decidedBy('DV-ANN-001');

/** Bugs in preferences and annotations. */
export const preferenceMutants: readonly Mutant[] = mutantsOf(
  [
    ['no-formatted-values', 'Annotations that are asked for are not shown in a list.', 'DV-ANN-001'],
    ['choices-without-labels', 'Choices and states have no formatted values.', 'DV-ANN-001'],
    ['raw-values-as-formatted', 'The formatted value is the value once more.', 'DV-ANN-001'],
    ['formatted-instead-of-values', 'The text for people stands in the place of the value.', 'DV-ANN-001'],
    ['annotations-not-confirmed', 'Preference-Applied does not name the annotations.', 'DV-ANN-002'],
    ['expanded-is-unchanged', 'A GET with $expand is answered 304.', 'DV-CND-011', off('DV-CND-011')],
    ['annotated-is-unchanged', 'A GET with annotations is answered 304.', 'DV-CND-012', off('DV-CND-012')],
    ['unknown-preference-refused', 'A preference that is not known is refused.', 'DV-HDR-018'],
    ['first-preference-counts', 'Only the first preference is read.', 'DV-PRF-011'],
  ],
  {
    'no-formatted-values': withJson(annotated, (body) =>
      isJsonObject(body) && isJsonArray(body['value']) ? { ...body, value: body['value'].map(withoutTexts) } : body,
    ),
    'choices-without-labels': withJson(annotated, (body) => changeTexts(body, (name) => !/code/.test(name))),
    'raw-values-as-formatted': changingTexts((value) => String(value)),
    'formatted-instead-of-values': withJson(annotated, (body) => swap(body)),
    'annotations-not-confirmed': withoutHeader('Preference-Applied', decidedBy('DV-ANN-002')),
    'unknown-preference-refused': refusingWith(
      all(on('PATCH'), ({ request }) => headerLines(request.headers, 'Prefer').some((line) => /unknown/.test(line))),
      () => refuse(400, '0x80060888', 'The preference is not known.'),
    ),
    'first-preference-counts': taking(
      ({ request }) => preferencesOf(request.headers).length > 1,
      ({ request }) => withField(request, ['Prefer', preferencesOf(request.headers)[0] ?? '']),
    ),
  },
  {},
);

function preferencesOf(headers: Parameters<typeof headerLines>[0]): readonly string[] {
  return headerLines(headers, 'Prefer').flatMap((line) => line.split(/,(?![^"]*"$)/));
}

/** A row without the texts for people. */
function withoutTexts(row: Json): Json {
  return changeTexts(row, () => false);
}

/** JSON with only those texts for people whose member is kept. */
function changeTexts(json: Json, keeps: (name: string) => boolean): Json {
  if (isJsonArray(json)) return json.map((item) => changeTexts(item, keeps));
  if (!isJsonObject(json)) return json;
  const members = Object.entries(json).filter(([name]) => !name.endsWith(formatted) || keeps(name));
  return jsonObject(members.map(([name, value]) => [name, changeTexts(value, keeps)]));
}

/** Says something else for people, made of the value. */
function changingTexts(change: (value: Json) => Json): Attachment {
  const withTexts = (json: Json): Json => {
    if (isJsonArray(json)) return json.map(withTexts);
    if (!isJsonObject(json)) return json;
    return jsonObject(
      Object.entries(json).map(([name, value]) => [
        name,
        name.endsWith(formatted) ? change(json[name.slice(0, -formatted.length)] ?? null) : withTexts(value),
      ]),
    );
  };
  return withJson(annotated, withTexts);
}

/** A row with the texts for people in the place of its values. */
function swap(json: Json): Json {
  if (isJsonArray(json)) return json.map(swap);
  if (!isJsonObject(json)) return json;
  return changeMembers(
    json,
    (name, value) => json[`${name}${formatted}`] ?? (isJsonArray(value) ? value.map(swap) : value),
  );
}
