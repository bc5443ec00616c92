import { expect, test } from 'vitest';
import { spellBytes } from '../../../electron/core/mysql/spell-bytes';

/** Text with bytes in it: \xFF is one byte. */
function shown(latin1: string): Buffer {
  return Buffer.from(latin1, 'latin1');
}

test('a literal of bytes that are no text becomes a hex literal', () => {
  expect(spellBytes(shown("`v` varbinary(20) DEFAULT '\\0\xff', `w` int"))).toBe(
    "`v` varbinary(20) DEFAULT X'00FF', `w` int",
  );
  expect(spellBytes(shown("DEFAULT '\xfe''\\\\\\n'"))).toBe("DEFAULT X'FE275C0A'");
});

test('texts stay as they are, with quotes, backslashes and letters beyond ASCII', () => {
  const text = "CREATE TABLE `it's` (`a``'` varchar(9) DEFAULT 'é''\\\\' COMMENT '日本 🌊') COMMENT='x'";
  expect(spellBytes(Buffer.from(text))).toBe(text);
});

test('a text that is not ended, and a backslash at the end, are no trouble', () => {
  expect(spellBytes(shown("DEFAULT '\xff"))).toMatch(/^DEFAULT X'/);
  expect(spellBytes(shown("DEFAULT 'a\\"))).toBe("DEFAULT 'a\\");
});
