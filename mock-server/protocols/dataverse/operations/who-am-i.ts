import type { HttpResponse } from '../../../../core/http.ts';
import { jsonObject } from '../../../../core/json.ts';
import type { World } from '../../../kernel/world.ts';
import { respondData } from '../respond.ts';
import { serviceUrl } from '../service-url.ts';

/** The function WhoAmI: the caller, who is the same for every token, their unit and the organisation. */
export function whoAmI(world: World): HttpResponse {
  return respondData(
    world,
    200,
    jsonObject([
      ['@odata.context', `${serviceUrl(world)}/$metadata#Microsoft.Dynamics.CRM.WhoAmIResponse`],
      ['BusinessUnitId', '38e0dbe4-131b-e111-ba7e-78e7d1620f5e'],
      ['UserId', '4026be43-6b69-e111-8f65-78e7d1620f5e'],
      ['OrganizationId', '883278f5-07af-45eb-a0bc-3fea67caa544'],
    ]),
  );
}
