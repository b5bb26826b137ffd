import type { RuleId } from '../../../../core/rule.ts';

/** The type of one value of a request body, with what the validators check of it alone. */
export type DtoType =
  | {
      readonly kind: 'text';
      readonly max?: number;
      readonly min?: number;
      readonly form?: 'uri' | 'https' | 'attribute';
    }
  | { readonly kind: 'int'; readonly from?: number; readonly to?: number }
  | { readonly kind: 'flag' }
  | { readonly kind: 'date' }
  | { readonly kind: 'guid'; readonly newId?: boolean }
  | { readonly kind: 'enum'; readonly names: readonly string[] }
  | { readonly kind: 'localizations'; readonly max: number }
  | {
      readonly kind: 'list';
      readonly of: DtoType;
      readonly atLeast?: number;
      readonly atMost?: number;
      readonly unique?: string;
      /** The rule that says so. */
      readonly rule?: RuleId;
    }
  | DtoObject;

/** An object type; members in the order in which answers show them. */
export interface DtoObject {
  readonly kind: 'object';
  readonly members: readonly Member[];
}

/** One member of an object. `required` is checked by the validators, not by the reader. */
export interface Member {
  readonly name: string;
  readonly type: DtoType;
  readonly required?: boolean;
  /** The rule that stands behind what the validators check of this member. */
  readonly rule?: RuleId;
}

/** Declares a member. */
export function member(name: string, type: DtoType, required?: 'required'): Member {
  return required ? { name, type, required: true } : { name, type };
}

/** The same member, checked because a rule says so. */
export function ruled(rule: RuleId, each: Member): Member {
  return { ...each, rule };
}

/** Declares an object type. */
export function object(...members: readonly Member[]): DtoObject {
  return { kind: 'object', members };
}
