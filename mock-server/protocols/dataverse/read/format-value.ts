import type { Json } from '../../../../core/json.ts';
import type { Column, TableModel } from '../model/table.ts';

/** A value as a person in the United States reads it; undefined: it is read as it is. */
export function formatValue(table: TableModel, column: Column | undefined, value: Json): string | undefined {
  const number = Number(String(value));
  switch (column?.type.kind) {
    case 'money':
      return number.toLocaleString('en-US', { style: 'currency', currency: 'USD' });
    case 'integer':
      return number.toLocaleString('en-US');
    case 'double':
      return number.toLocaleString('en-US', { maximumFractionDigits: column.type.precision });
    case 'boolean':
      return value === true ? 'Yes' : 'No';
    case 'choice':
      return column.type.options[number];
    case 'state':
      return table.states.find((state) => state.value === number)?.label;
    case 'status':
      return table.states.find(({ statuses }) => statuses[number] !== undefined)?.statuses[number];
    case 'date':
      return formatDate(new Date(String(value)));
    case 'date-time':
      return formatTime(new Date(String(value)));
    default:
      return undefined;
  }
}

/** "9/28/2016 11:14 PM", with the blank that people type. */
function formatTime(time: Date): string {
  const [hours, minutes] = [time.getUTCHours(), String(time.getUTCMinutes()).padStart(2, '0')];
  return `${formatDate(time)} ${hours % 12 || 12}:${minutes} ${hours < 12 ? 'AM' : 'PM'}`;
}

function formatDate(time: Date): string {
  return `${time.getUTCMonth() + 1}/${time.getUTCDate()}/${time.getUTCFullYear()}`;
}
