/** Rules about requests that meet which fail along with what a mutant is about: by mutant. */
export const raceSideEffects: Readonly<Record<string, readonly string[]>> = {
  'rows-without-envelope': ['DAB-CON-004', 'DAB-CON-005', 'DAB-CON-006', 'DAB-CON-007', 'DAB-CON-009'],
  'star-put-writes-nothing': ['DAB-CON-005'],
  'star-refuses-existing': ['DAB-CON-005', 'DAB-CON-006'],
  'star-is-created': ['DAB-CON-005', 'DAB-CON-006'],
  'star-remembers-writes': ['DAB-CON-005', 'DAB-CON-006'],
  'put-writes-nothing': ['DAB-CON-004'],
  'update-is-201': ['DAB-CON-002', 'DAB-CON-004', 'DAB-CON-005', 'DAB-CON-006'],
  'update-is-204': ['DAB-CON-002', 'DAB-CON-004', 'DAB-CON-005', 'DAB-CON-006', 'DAB-CON-008'],
  'insert-is-200': ['DAB-CON-002'],
  'insert-is-lost': ['DAB-CON-002'],
  'patch-writes-nothing': ['DAB-CON-002'],
  'patch-never-inserts': ['DAB-CON-002'],
  'get-hides-rows': ['DAB-CON-002', 'DAB-CON-003', 'DAB-CON-004', 'DAB-CON-005'],
  'delete-is-200': ['DAB-CON-006', 'DAB-CON-007', 'DAB-CON-008'],
  'delete-keeps-row': ['DAB-CON-006', 'DAB-CON-007'],
  'delete-misses-with-204': ['DAB-CON-006', 'DAB-CON-007'],
};
