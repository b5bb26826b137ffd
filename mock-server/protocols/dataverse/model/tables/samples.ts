import { activeInactive, column, commonColumns, integer, lookup, ownerLookups, text } from '../columns.ts';
import type { TableModel } from '../table.ts';

/** The table of the upsert example: two whole numbers are its key. */
export const sampleThing: TableModel = {
  logicalName: 'sample_thing',
  schemaName: 'sample_Thing',
  setName: 'sample_things',
  label: 'Sample Thing',
  plural: 'Sample Things',
  code: 10_101,
  ownership: 'UserOwned',
  primaryKey: 'sample_thingid',
  primaryName: 'sample_name',
  columns: [
    ...commonColumns('sample_ThingId'),
    column('sample_Key1', integer),
    column('sample_Key2', integer),
    column('sample_Name', text(100), 'application'),
    column('sample_Code', text(100)),
  ],
  lookups: [
    ...ownerLookups('sample_thing', 'sample_things'),
    { ...lookup('sample_AccountId', 'account', 'sample_thing_account'), restrictsDelete: true },
  ],
  keys: [
    { name: 'sample_key', columns: ['sample_key1', 'sample_key2'] },
    { name: 'sample_code_key', columns: ['_sample_accountid_value', 'sample_code'] },
  ],
  states: activeInactive,
  optimisticConcurrency: true,
};

/** The table of the pages on elastic tables. */
export const sensorData: TableModel = {
  logicalName: 'contoso_sensordata',
  schemaName: 'contoso_SensorData',
  setName: 'contoso_sensordatas',
  label: 'Sensor Data',
  plural: 'Sensor Data',
  code: 10_103,
  ownership: 'UserOwned',
  primaryKey: 'contoso_sensordataid',
  primaryName: 'contoso_sensortype',
  columns: [
    ...commonColumns('contoso_SensorDataId', false),
    column('contoso_SensorType', text(100), 'application'),
    column('contoso_DeviceId', text(1000)),
    column('contoso_Value', integer),
    column('contoso_TimeStamp', { kind: 'date-time' }),
    column('contoso_EnergyConsumption', text(1000)),
    { ...column('PartitionId', text(1000)), writable: false },
    column('TTLInSeconds', integer),
  ],
  lookups: ownerLookups('contoso_sensordata', 'contoso_sensordatas'),
  keys: [{ name: 'KeyForNoSqlEntityWithPKPartitionId', columns: ['contoso_sensordataid', 'partitionid'] }],
  states: [],
  optimisticConcurrency: true,
  elastic: true,
};

/** A table for which nobody has switched on optimistic concurrency. */
export const sampleEvent: TableModel = {
  logicalName: 'sample_event',
  schemaName: 'sample_Event',
  setName: 'sample_events',
  label: 'Sample Event',
  plural: 'Sample Events',
  code: 10_102,
  ownership: 'UserOwned',
  primaryKey: 'sample_eventid',
  primaryName: 'sample_name',
  columns: [...commonColumns('sample_EventId'), column('sample_Name', text(100), 'application')],
  lookups: ownerLookups('sample_event', 'sample_events'),
  keys: [],
  states: activeInactive,
  optimisticConcurrency: false,
};
