/**
 * Functions that both vendors store under another name than the one written; measured with SHOW CREATE
 * TABLE on MariaDB 10.11 and MySQL 9.7, which differ in the name they keep but not in what they fold.
 */
export const FUNCTION_SYNONYMS: ReadonlyMap<string, string> = new Map([
  ['character_length', 'char_length'],
  ['octet_length', 'length'],
  ['lcase', 'lower'],
  ['ucase', 'upper'],
  ['substring', 'substr'],
  ['mid', 'substr'],
  ['power', 'pow'],
  ['ceil', 'ceiling'],
  ['day', 'dayofmonth'],
  ['sha', 'sha1'],
  ['stddev_pop', 'std'],
  ['stddev', 'std'],
  ['current_date', 'curdate'],
  ['current_time', 'curtime'],
  ['current_timestamp', 'now'],
  ['localtime', 'now'],
  ['localtimestamp', 'now'],
  ['session_user', 'user'],
  ['system_user', 'user'],
  ['schema', 'database'],
  ['variance', 'var_pop'],
]);

/** Functions that may stand without parentheses. */
export const BARE_FUNCTIONS: ReadonlySet<string> = new Set([
  'current_timestamp',
  'localtime',
  'localtimestamp',
  'current_date',
  'current_time',
  'utc_date',
  'utc_time',
  'utc_timestamp',
  'current_user',
]);

/**
 * Functions of which it was measured that servers store the call as it is written, but for names and
 * literals. Calls of others are never judged different without asking a server.
 */
export const SETTLED_FUNCTIONS: ReadonlySet<string> = new Set(
  (
    'abs addtime ascii bin bit_count bit_length ceiling char_length coalesce concat concat_ws conv cos cot crc32 ' +
    'curdate curtime date_format datediff dayname dayofmonth dayofweek dayofyear degrees elt exp field find_in_set ' +
    'floor from_days from_unixtime greatest hex hour if ifnull inet_aton inet_ntoa inet6_aton inet6_ntoa insert ' +
    'is_uuid json_array json_array_append json_contains json_depth json_extract json_keys json_length json_merge_patch ' +
    'json_object json_overlaps json_quote json_remove json_replace json_search json_set json_type json_unquote ' +
    'json_valid last_day least left length ln locate log log10 log2 lower lpad ltrim makedate md5 microsecond minute ' +
    'month monthname now nullif oct ord pi point pow quarter quote radians rand regexp_replace regexp_substr repeat ' +
    'replace reverse right round rpad rtrim second sha1 sha2 sign sin soundex space sqrt st_distance_sphere strcmp ' +
    'substr substring_index tan time_format time_to_sec timediff to_base64 to_days to_seconds trim truncate unhex ' +
    'unix_timestamp upper utc_date utc_time utc_timestamp uuid uuid_to_bin bin_to_uuid weekday year'
  ).split(' '),
);

/** Units of INTERVAL, EXTRACT and TIMESTAMPDIFF. */
export const INTERVAL_UNITS: ReadonlySet<string> = new Set(
  (
    'microsecond second minute hour day week month quarter year second_microsecond minute_microsecond ' +
    'minute_second hour_microsecond hour_second hour_minute day_microsecond day_second day_minute day_hour year_month'
  ).split(' '),
);
