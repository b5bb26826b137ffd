/** A suite as a user writes it, for pages that show a folder of one's own. */
export const ownSuite = `suite: dab/orders
title: A suite of our own
scenarios:
  - id: one-row
    title: A row that was written is read back
    given: [{ fixture: book }]
    steps:
      - id: read
        request: GET $(book.url)
        expect: [{ rule: DAB-GET-001, status: 200, body: { /value: { count: 1 } } }]
`;
