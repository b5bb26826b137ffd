import type { RuleId } from '../../../../core/rule.ts';
import { type MutableForm, mutantsOfForms } from '../../../kernel/bugs/mutants-of-forms.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { fromV2 } from './around/editions.ts';
import { formDefects } from './around/form-defects.ts';
import { type KeyKind, ofShape, type WriteShape } from './around/write-shape.ts';

type Forms = Readonly<Record<string, MutableForm>>;
type Laws = MutableForm['laws'];

/** What holds of every PUT, and of every PATCH, that needs no star. */
const put: Laws = { repeated: 'DAB-PUT-004', 'all-or-nothing': 'DAB-PUT-021', 'tag-refused': 'DAB-IFM-005' };
const patch: Laws = { repeated: 'DAB-PAT-013', 'all-or-nothing': 'DAB-PAT-009', 'tag-refused': 'DAB-IFM-006' };
const star: Laws = { repeated: 'DAB-IFM-025', 'all-or-nothing': 'DAB-IFM-027', 'nothing-comes-back': 'DAB-CON-006' };
const post: Laws = { 'nothing-else': 'DAB-POS-001', 'all-or-nothing': 'DAB-POS-005', 'tag-ignored': 'DAB-IFM-018' };
const deletion: Laws = {
  'missing-stays-missing': 'DAB-DEL-002',
  'nothing-else': 'DAB-DEL-001',
  repeated: 'DAB-DEL-002',
  'tag-ignored': 'DAB-IFM-018',
};

/** How each form of write is recognised, and the rules of its laws (spec/dab/writes.yaml). */
const forms: Forms = {
  ...ofAssignedKey('single', '', 'with a key of one column'),
  ...ofAssignedKey('composite', '-composite', 'with a key of two columns'),
  ...ofGeneratedKey('generated', '-generated', 'with a key that the database makes', 'DAB-PUT-019'),
  ...ofGeneratedKey('partly-generated', '-partly-generated', 'with a key that is made in part', 'DAB-PUT-020'),
  ...keyless('generated', '', 'without a key, which the database makes', 'DAB-KLS-002'),
  ...keyless('single', '-assigned', 'with its key in the body', 'DAB-KLS-004'),
  'put-blind': blind('PUT', { ...put, repeated: 'DAB-AUT-003' }),
  'patch-blind': blind('PATCH', { ...patch, ...apart('DAB-PAT-001', 'single'), repeated: 'DAB-AUT-003' }),
  'post-blind': blind('POST', { ...post, repeated: 'DAB-POS-006' }),
};

/** For every form of write and every law of it a server that breaks just that. */
export const formMutants: readonly Mutant[] = mutantsOfForms(forms, formDefects, {
  extras: {
    'form-put-keyless-assigned-repeats-otherwise': fromV2,
    'form-patch-keyless-assigned-repeats-otherwise': fromV2,
  },
});

function ofAssignedKey(key: KeyKind, tail: string, what: string): Forms {
  return {
    ...ofKey(key, what, {
      [`put${tail}`]: [
        { method: 'PUT', exists: true },
        { 'nothing-else': 'DAB-PUT-001', ...put },
      ],
      [`put${tail}-new`]: [
        { method: 'PUT', exists: false },
        { 'nothing-else': 'DAB-PUT-002', ...put },
      ],
      [`patch${tail}`]: [
        { method: 'PATCH', exists: true },
        { 'nothing-else': 'DAB-PAT-001', ...apart('DAB-PAT-001', key), ...patch },
      ],
      [`patch${tail}-new`]: [
        { method: 'PATCH', exists: false },
        { 'nothing-else': 'DAB-PAT-002', ...patch },
      ],
      [`post${tail}`]: [{ method: 'POST' }, { ...post, repeated: 'DAB-POS-006' }],
      [`delete${tail}`]: [{ method: 'DELETE' }, deletion],
    }),
    ...withStar(key, tail, what, { put: 'DAB-IFM-003', patch: 'DAB-IFM-004' }),
  };
}

/** Where there are two columns beside the key. */
function apart(rule: RuleId, key: KeyKind): Laws {
  return key === 'partly-generated' ? {} : { 'members-apart': rule };
}

function ofGeneratedKey(key: KeyKind, tail: string, what: string, missed: string): Forms {
  const onPut = { 'missing-stays-missing': missed, 'nothing-else': 'DAB-PUT-001', ...put };
  const onPatch = {
    'missing-stays-missing': 'DAB-PAT-004',
    'nothing-else': 'DAB-PAT-001',
    ...apart('DAB-PAT-001', key),
    ...patch,
  };
  return {
    ...ofKey(key, what, {
      [`put${tail}`]: [{ method: 'PUT' }, onPut],
      [`patch${tail}`]: [{ method: 'PATCH' }, onPatch],
      [`post${tail}`]: [{ method: 'POST' }, { ...post, repeated: 'DAB-POS-001' }],
      [`delete${tail}`]: [{ method: 'DELETE' }, deletion],
    }),
    ...withStar(key, tail, what, { put: 'DAB-IFM-020', patch: 'DAB-IFM-020' }),
  };
}

function withStar(
  key: KeyKind,
  tail: string,
  what: string,
  missed: { readonly put: string; readonly patch: string },
): Forms {
  const onPut = { 'missing-stays-missing': missed.put, 'nothing-else': 'DAB-IFM-001', ...star };
  const onPatch = {
    'missing-stays-missing': missed.patch,
    'nothing-else': 'DAB-IFM-002',
    ...apart('DAB-IFM-002', key),
    ...star,
  };
  return ofKey(key, `with a star ${what}`, {
    [`put${tail}-star`]: [{ method: 'PUT', star: true }, onPut],
    [`patch${tail}-star`]: [{ method: 'PATCH', star: true }, onPatch],
  });
}

function keyless(key: KeyKind, tail: string, what: string, rule: string): Forms {
  const laws = { 'nothing-else': rule, repeated: rule };
  return ofKey(key, what, {
    [`put-keyless${tail}`]: [
      { method: 'PUT', keyless: true },
      { ...put, ...laws },
    ],
    [`patch-keyless${tail}`]: [
      { method: 'PATCH', keyless: true },
      { ...patch, ...laws },
    ],
  });
}

function blind(method: WriteShape['method'], laws: Laws): MutableForm {
  return {
    title: `${method} by a role that may not read`,
    when: ofShape({ method, key: 'single', blind: true }),
    laws: { ...laws, 'nothing-else': 'DAB-AUT-003' },
  };
}

function ofKey(
  key: KeyKind,
  what: string,
  rows: Readonly<Record<string, readonly [shape: Omit<WriteShape, 'key'>, laws: Laws]>>,
): Forms {
  return Object.fromEntries(
    Object.entries(rows).map(([id, [shape, laws]]) => {
      const there = shape.exists === false ? ' (not there)' : '';
      const title = `${shape.method} ${what}${there}`;
      // A row that was not there is, when the same request comes again.
      const again = shape.exists === false ? { again: ofShape({ ...shape, key, exists: true }) } : {};
      return [id, { title, when: ofShape({ ...shape, key }), ...again, laws }];
    }),
  );
}
