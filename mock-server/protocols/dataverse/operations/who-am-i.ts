import type { HttpResponse } from '../../../../core/http.ts';
import { jsonObject } from '../../../../core/json.ts';
import type { World } from '../../../kernel/world.ts';
import { businessUnitId, callerId } from '../model/organisation.ts';
import { respondData } from '../respond.ts';
import { serviceUrl } from '../service-url.ts';

/** The function WhoAmI: the caller, who is the same for every token, their unit and the organisation. */
export function whoAmI(world: World): HttpResponse {
  world.cites('DV-MSC-006', 'DV-MSC-013');
  return respondData(
    world,
    200,
    jsonObject([
      ['@odata.context', `${serviceUrl(world)}/$metadata#Microsoft.Dynamics.CRM.WhoAmIResponse`],
      ['BusinessUnitId', businessUnitId],
      ['UserId', callerId],
      ['OrganizationId', '883278f5-07af-45eb-a0bc-3fea67caa544'],
    ]),
    // How many requests at once the service advises; clients of Microsoft do not start without it.
    [['x-ms-dop-hint', '4']],
  );
}
