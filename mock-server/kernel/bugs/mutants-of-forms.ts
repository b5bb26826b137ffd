import { ConformanceError } from '../../../core/errors.ts';
import type { RuleId } from '../../../core/rule.ts';
import type { Attachment } from '../bug.ts';
import type { Mutant } from '../protocol-core.ts';
import type { When } from './answer-otherwise.ts';

/** A form of write as far as bugs need it: spec/<id>/writes.yaml says the rest, and a test holds them together. */
export interface MutableForm {
  /** Which exchanges are of this form, whatever became of them. */
  readonly when: When;
  /** The same when the request comes again, where it is recognised by what it finds; default: `when`. */
  readonly again?: When;
  /** In a title: "PATCH by an alternate key". */
  readonly title: string;
  /** By law the rule of its cell; laws without a rule are left out. */
  readonly laws: Readonly<Record<string, RuleId>>;
}

/** What a server gets wrong that does not keep a law. */
export interface Defect {
  /** Ends the ids of its bugs: "ignores-condition" of `form-patch-ignores-condition`. */
  readonly id: string;
  /** Behind the title of a form: "ignores the condition". */
  readonly title: string;
  /** It leaves this many milliseconds between check and write ({@link Mutant.windowMs}). */
  readonly windowMs?: number;
  readonly rereads?: Mutant['rereads'];
  /** Where the bug attaches for a form, recognised by `when`, and by `again` when the same request comes again. */
  at(when: When, form: string, again: When): Attachment | readonly Attachment[];
}

/** Of some bugs, by id: the editions to prove them in, or that they break the shape of an answer. */
type Extras = Readonly<Record<string, Pick<Mutant, 'editions' | 'breaksShape'>>>;

/**
 * One bug for every form of write and every law it stands under by a rule: the law broken for this form alone.
 * @param defects by law how it is broken.
 * @param extras by the id of a bug; `elsewhere` by the id of a bug where it attaches instead.
 * @throws {ConformanceError} ERR_USAGE for a law without a defect, and for an id that no bug has.
 */
export function mutantsOfForms(
  forms: Readonly<Record<string, MutableForm>>,
  defects: Readonly<Record<string, Defect | readonly Defect[]>>,
  { extras = {}, elsewhere = {} }: MutantsOfFormsOptions = {},
): readonly Mutant[] {
  const mutants = Object.entries(forms).flatMap(([form, { when, again = when, title, laws }]) =>
    Object.entries(laws).flatMap(([law, rule]) => {
      const ways = defects[law];
      if (!ways) throw new ConformanceError('ERR_USAGE', `nothing says how the law "${law}" is broken`);
      return [ways].flat().map((defect): Mutant => {
        const id = `form-${form}-${defect.id}`;
        const at = elsewhere[id] ?? defect.at(when, form, again);
        return {
          id,
          title: `A ${title} ${defect.title}.`,
          fails: [rule],
          at: [at].flat(),
          cell: { form, law },
          ...(defect.windowMs === undefined ? {} : { windowMs: defect.windowMs }),
          ...(defect.rereads === undefined ? {} : { rereads: defect.rereads }),
          ...extras[id],
        };
      });
    }),
  );
  const ids = new Set(mutants.map(({ id }) => id));
  const stray = Object.keys({ ...extras, ...elsewhere }).find((id) => !ids.has(id));
  if (stray !== undefined) throw new ConformanceError('ERR_USAGE', `"${stray}" is said of a bug that no form has`);
  return mutants;
}

/** What is otherwise with some of the bugs. */
export interface MutantsOfFormsOptions {
  readonly extras?: Extras;
  readonly elsewhere?: Readonly<Record<string, Attachment | readonly Attachment[]>>;
}
