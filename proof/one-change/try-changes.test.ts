import { describe, expect, it } from 'vitest';
import { loadCore } from '../../mock-server/protocols/index.ts';
import { loadProtocol } from '../../runner/load/load-protocol.ts';
import { joinFound, tryChanges } from './try-changes.ts';

const subject = { core: await loadCore('matrix42'), ...(await loadProtocol('matrix42')) };

describe('changing one thing in one class of answers', () => {
  it('is noticed where a rule speaks of it', async () => {
    const found = await tryChanges(subject, 'current', undefined, 'SPSScCategoryClassBase 204: status is 200');
    expect(found).toMatchObject({ changes: 1, unnoticed: [] });
  });

  it('is told where no rule does', async () => {
    const mute = { ...subject, spec: { ...subject.spec, rules: [] } };
    const found = await tryChanges(mute, 'current', undefined, 'SPSScCategoryClassBase 204: status is 200');
    expect(found.unnoticed).toEqual(['PUT /m42Services/api/data/fragments/SPSScCategoryClassBase 204: status is 200']);
  });

  it('may be shared', async () => {
    const only = 'DELETE ';
    const whole = await tryChanges(subject, 'current', undefined, only);
    const shares = await Promise.all([0, 1].map((index) => tryChanges(subject, 'current', { index, of: 2 }, only)));
    expect(joinFound(shares)).toEqual(whole);
  });
});
