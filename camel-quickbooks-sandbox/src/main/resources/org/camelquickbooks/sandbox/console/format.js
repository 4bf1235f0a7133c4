// Numbers, money, times, JSON.

const whole = new Intl.NumberFormat('en-US');
const exact = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const loose = new Intl.NumberFormat('en-US', { maximumFractionDigits: 7 });

export const count = n => whole.format(n);
export const number = n => loose.format(n);
export const plural = (n, one, many = one + 's') => count(n) + ' ' + (n === 1 ? one : many);

/** An amount with separators, two decimals and its currency. */
export const money = (amount, currency) => exact.format(Number(amount || 0)) + (currency ? ' ' + currency : '');

export const duration = micros => micros < 10_000 ? (micros / 1000).toFixed(1) + ' ms'
  : micros < 1_000_000 ? Math.round(micros / 1000) + ' ms' : (micros / 1_000_000).toFixed(2) + ' s';

/** The time of day, with milliseconds, in UTC as the sandbox's clock has it. */
export const timeOfDay = iso => iso.slice(11, 19) + (iso[19] === '.' ? iso.slice(19, 23) : '.000');
export const moment = iso => iso ? iso.slice(0, 19).replace('T', ' ') : '';

export const bytes = n => n < 1024 ? plural(n, 'byte') : n < 1024 * 1024 ? (n / 1024).toFixed(1) + ' kB' : (n / 1024 / 1024).toFixed(1) + ' MB';

const AMOUNTS = /(Amt|Amount|Balance|BalanceWithSubAccounts|Price|Cost|Tax|Credit|Debit|Total)$/;

/** Whether a field of an entity holds money. */
export const isMoney = (name, value) => typeof value === 'number' && AMOUNTS.test(name);

/** JSON with line ends and indents. The numbers stay as they were sent, and a text that is cut off is shown as far as it goes. */
export function indent(text) {
  if (!/^\s*[{[]/.test(text)) return text;
  let out = '', depth = 0, inText = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (inText) {
      out += c;
      if (c === '\\') out += text[++i] ?? '';
      else if (c === '"') inText = false;
    } else if (c === '"') {
      inText = true;
      out += c;
    } else if (c === '{' || c === '[') {
      const close = /^\s*[}\]]/.exec(text.slice(i + 1, i + 50));
      if (close) { out += c + close[0].trim(); i += close[0].length; } else out += c + line(++depth);
    } else if (c === '}' || c === ']') out += line(--depth) + c;
    else if (c === ',') out += c + line(depth);
    else if (c === ':') out += ': ';
    else if (!/\s/.test(c)) out += c;
  }
  return out;
}

const line = depth => '\n' + '  '.repeat(Math.max(0, depth));
