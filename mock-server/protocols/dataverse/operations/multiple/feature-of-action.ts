/** The bound actions on several rows that every table may have, and the feature that a server needs for each. */
export const featureOfAction: Readonly<Record<string, string>> = {
  CreateMultiple: 'create-multiple',
  UpdateMultiple: 'update-multiple',
  UpsertMultiple: 'upsert-multiple',
};
