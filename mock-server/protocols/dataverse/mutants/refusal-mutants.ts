import { off } from '../../../kernel/bug.ts';
import { withJson, withoutHeader, withStatus } from '../../../kernel/bugs/answer-otherwise.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { withText } from '../../../kernel/bugs/other-request.ts';
import { all, decidedBy, on, sends } from '../../../kernel/bugs/when.ts';
import { carryingOut, taking } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { refuse } from '../refusal.ts';
import { answeringNothing, refusingWith, saying, storingWhatIsValid } from './answers.ts';
import { patches } from './exchanges.ts';

/** Bugs in refusing what is wrong whatever rows there are. */
export const refusalMutants: readonly Mutant[] = mutantsOf(
  [
    ['unknown-set-is-400', 'An entity set that there is not is answered 400.', 'DV-ERR-002'],
    ['unknown-set-unnamed', 'The answer does not say which entity set is missing.', 'DV-ERR-002'],
    ['wrong-type-is-422', 'A value of another type is answered 422.', 'DV-ERR-004'],
    ['wrong-type-refused-rest-stored', 'Of a body with a value of another type the rest is stored.', 'DV-ERR-004'],
    ['broken-json-is-empty', 'A body that is no JSON is taken for an empty object.', 'DV-ERR-005'],
    ['set-patched-is-204', 'A PATCH on an entity set is answered 204.', 'DV-UPD-012'],
    ['set-patched-creates', 'A PATCH on an entity set is refused, and makes a row.', 'DV-UPD-012'],
    ['everybody-is-let-in', 'A request without a token is carried out.', 'DV-AUT-001', off('DV-AUT-001')],
    ['no-challenge', 'A 401 has no WWW-Authenticate.', 'DV-AUT-003'],
    ['versions-demanded', 'A PATCH must name the version of OData.', 'DV-HDR-002'],
    ['navigation-is-an-id', 'A navigation property is the id of the other row.', 'DV-NAV-011'],
  ],
  {
    'unknown-set-is-400': withStatus(400, decidedBy('DV-ERR-002')),
    'unknown-set-unnamed': saying(decidedBy('DV-ERR-002'), () => 'Not Found'),
    'wrong-type-is-422': withStatus(422, decidedBy('DV-ERR-004')),
    'wrong-type-refused-rest-stored': storingWhatIsValid(all(patches, decidedBy('DV-ERR-004'))),
    'broken-json-is-empty': taking(decidedBy('DV-ERR-005'), ({ request }) => withText(request, '{}')),
    'set-patched-is-204': answeringNothing(decidedBy('DV-UPD-012')),
    'set-patched-creates': carryingOut(decidedBy('DV-UPD-012'), ({ request }) => ({ ...request, method: 'POST' })),
    'no-challenge': withoutHeader('WWW-Authenticate', decidedBy('DV-AUT-003')),
    'versions-demanded': refusingWith(
      all(on('PATCH'), (exchange) => !sends('OData-Version')(exchange)),
      () => refuse(400, '0x80060888', 'OData-Version is missing.'),
    ),
    'navigation-is-an-id': withJson(decidedBy('DV-NAV-011'), () => ({ value: '00000000-0000-0000-0000-000000000002' })),
  },
  {},
);
