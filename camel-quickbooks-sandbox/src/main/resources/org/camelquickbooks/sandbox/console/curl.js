// Commands for a POSIX shell.

export const quoted = text => "'" + String(text).replaceAll("'", "'\\''") + "'";

/** A request of the log as a command. Its token is that of the environment. */
export function curl(request, base) {
  const parts = ['curl -s'];
  if (request.method !== 'GET' && !(request.method === 'POST' && request.body)) parts.push('-X ' + request.method);
  parts.push(quoted(base + request.path + (request.query ? '?' + request.query : '')));
  if (request.path.startsWith('/v3/') || request.path.startsWith('/manage/')) parts.push('-H "Authorization: Bearer $TOKEN"');
  const type = (request.answerType || '').includes('xml') ? 'application/xml' : 'application/json';
  if (!/\/pdf$|\/download\//.test(request.path)) parts.push('-H ' + quoted('Accept: ' + type));
  if (request.body) {
    if (request.bodyType) parts.push('-H ' + quoted('Content-Type: ' + request.bodyType));
    parts.push('--data-raw ' + quoted(request.body));
  }
  const masked = ((request.query || '') + (request.body || '')).includes('***');
  return (masked ? '# The log masks secrets: put the values in place of ***.\n' : '')
    + (request.bodyCut ? '# The log has only the first part of the body.\n' : '') + parts.join(' \\\n  ');
}
