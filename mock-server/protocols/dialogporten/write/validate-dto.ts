import type { Json, JsonObject } from '../../../../core/json.ts';
import type { World } from '../../../kernel/world.ts';
import { instantOf } from '../model/date-time.ts';
import type { DtoObject, DtoType, Member } from '../model/dto-schema.ts';
import { type Findings, find } from '../model/findings.ts';
import { guidMillis, isVersion7 } from '../model/guid.ts';
import { validateLocalizations } from './validate-localizations.ts';

/** How far the clock of a caller may be ahead. */
export const clockToleranceMs = 15_000;

/** Checks a value that was read against what its type says of it alone, and notes every finding. */
export function validateDto(type: DtoObject, value: JsonObject, place: string, world: World, findings: Findings): void {
  for (const each of type.members) {
    // Content is checked as a whole: its members report on their own terms.
    if (each.name === 'content') continue;
    validateMember(each, value[each.name], place === '' ? each.name : `${place}.${each.name}`, world, findings);
  }
}

/** A member that a rule stands behind: what is wrong with it counts only if the server keeps that rule. */
function validateMember(each: Member, value: Json | undefined, place: string, world: World, findings: Findings): void {
  const own: Findings = new Map();
  checkMember(each, value, place, world, own);
  if (own.size === 0) return;
  if (each.rule !== undefined && !world.keepsFor(each.name, each.rule)) return;
  for (const [at, messages] of own) for (const message of messages) find(findings, at, message);
}

function checkMember(each: Member, value: Json | undefined, place: string, world: World, findings: Findings): void {
  const title = pascal(each.name);
  if (each.type.kind === 'enum') {
    if (value === undefined ? each.required : typeof value === 'number')
      find(findings, place, `'${title}' has a range of values which does not include '${value ?? 0}'.`);
    return;
  }
  if (value === undefined || (value === '' && !isAttribute(each.type))) {
    if (each.required) find(findings, place, `'${title}' must not be empty.`);
    return;
  }
  validateValue(each.type, value, place, title, world, findings);
}

/** The empty text is none of them, where it is absence elsewhere. */
function isAttribute(type: DtoType): boolean {
  return type.kind === 'text' && type.form === 'attribute';
}

function validateValue(
  type: DtoType,
  value: Json,
  place: string,
  title: string,
  world: World,
  findings: Findings,
): void {
  switch (type.kind) {
    case 'text':
      for (const message of textFaults(type, value as string, title)) find(findings, place, message);
      return;
    case 'int': {
      const { from = Number.MIN_SAFE_INTEGER, to = Number.MAX_SAFE_INTEGER } = type;
      if ((value as number) < from || (value as number) > to)
        find(findings, place, `'${title}' must be between ${from} and ${to}. You entered ${value}.`);
      return;
    }
    case 'guid':
      if (type.newId) for (const message of newIdFaults(value as string, place, world)) find(findings, place, message);
      return;
    case 'localizations':
      validateLocalizations(value as readonly JsonObject[], type.max, place, world, findings);
      return;
    case 'list':
      validateList(type, value as readonly Json[], place, title, world, findings);
      return;
    case 'object':
      validateDto(type, value as JsonObject, place, world, findings);
      return;
    default:
  }
}

function validateList(
  type: Extract<DtoType, { kind: 'list' }>,
  items: readonly Json[],
  place: string,
  title: string,
  world: World,
  findings: Findings,
): void {
  if (type.atLeast !== undefined && items.length < type.atLeast) find(findings, place, `'${title}' must not be empty.`);
  if (type.atMost !== undefined && items.length > type.atMost)
    find(findings, place, `Maximum ${type.atMost} ${inWords(title)} are allowed.`);
  const doubled = type.unique === undefined ? [] : doubledKeys(items as readonly JsonObject[], type.unique);
  if (doubled.length > 0 && (type.rule === undefined || world.keepsFor(title, type.rule)))
    find(findings, place, `Can not contain duplicate items: [${doubled.join(', ')}].`);
  for (const [index, item] of items.entries())
    validateValue(type.of, item, `${place}[${index}]`, title, world, findings);
}

/** "ServiceOwnerLabels" as "service owner labels". */
function inWords(title: string): string {
  return title.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
}

function doubledKeys(items: readonly JsonObject[], key: string): string[] {
  const seen = new Set<string>();
  const doubled = new Set<string>();
  for (const item of items) {
    const value = item[key];
    if (typeof value !== 'string') continue;
    if (seen.has(value.toLowerCase())) doubled.add(value.toLowerCase());
    seen.add(value.toLowerCase());
  }
  return [...doubled];
}

function textFaults(type: Extract<DtoType, { kind: 'text' }>, text: string, title: string): string[] {
  const faults: string[] = [];
  const { max = Number.POSITIVE_INFINITY, min = 0, form } = type;
  if (text.length > max)
    faults.push(`The length of '${title}' must be ${max} characters or fewer. You entered ${text.length} characters.`);
  if (text.length < min)
    faults.push(`The length of '${title}' must be at least ${min} characters. You entered ${text.length} characters.`);
  if (form === 'https' && !/^https:\/\/[^\s/]+/i.test(text)) faults.push(`'${title}' must be a valid HTTPS URL.`);
  if (form === 'attribute' && !attributeForm.test(text))
    faults.push(
      `'${title}' must be on format 'urn:altinn:{resourcetype}:{resourcename}' or {resourcename} with valid names (letters, digits, '-' or '_', starting with a letter).`,
    );
  if (form === 'uri' && !isUri(text)) faults.push(`'${title}' is not a well-formed URI.`);
  return faults;
}

/** What may be said of an authorization attribute: a resource of Altinn, or a part of the dialog's own. */
const attributeForm = /^(?:urn:altinn:[a-z][\w-]*:)?[a-z][\w-]*$/i;

/** Is a text a URI, as the real validator sees it: has it none but its characters? */
export function isUri(text: string): boolean {
  return !/[\s<>"{}|\\^`]/.test(text);
}

function newIdFaults(id: string, place: string, world: World): string[] {
  const faults: string[] = [];
  const whose = place === 'dto.id' ? 'dialog' : 'child';
  if (!isVersion7(id) && world.keepsFor(whose, 'DP-ID-002'))
    faults.push(`Invalid Id. Expected big endian UUIDv7 format. Got '${id}'.`);
  const millis = guidMillis(id);
  if (millis > world.now() + clockToleranceMs && world.keepsFor(whose, 'DP-ID-003'))
    faults.push(
      `Invalid Id. Expected the unix timestamp portion of the UUIDv7 to be in the past. Extrapolated '${instantOf(Math.min(millis, 253402300799999))}' from '${id}'.`,
    );
  return faults;
}

/** "dueAt" as messages name it: "DueAt". */
function pascal(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
