import type { Diagnostic } from '../../../shared/model';
import { findMojibake } from './find-mojibake';

/** The encodings that files are found in. */
export type TextEncoding = 'utf-8' | 'utf-8-bom' | 'utf-16le' | 'utf-16be';

/** A text with how its bytes were read and what was odd about them. The BOM is not part of the text. */
export interface DecodedText {
  readonly text: string;
  readonly encoding: TextEncoding;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Turns the bytes of a file into text: UTF-8, with or without a BOM, and UTF-16, with a BOM or recognised by
 * its zero bytes. Bytes that are not UTF-8 become U+FFFD, and the first one's place is a diagnostic; so is
 * the first place where UTF-8 was read as another encoding before it was saved. `path` is for the places.
 */
export function decodeText(bytes: Uint8Array, path: string): DecodedText {
  const encoding = sniffEncoding(bytes);
  const { text, diagnostics } =
    encoding === 'utf-16le' || encoding === 'utf-16be'
      ? decodeUtf16(bytes, encoding, path)
      : decodeUtf8(bytes, path);
  const content = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const mojibake = findMojibake(content);
  const odd: Diagnostic[] = [...diagnostics];
  if (mojibake) {
    odd.push({
      severity: 'info',
      code: 'text-mojibake',
      message: `The text was saved after being read in a wrong encoding: “${mojibake.sample}” (${countTimes(mojibake.count)})`,
      location: placeAt(content, mojibake.offset, path),
      hint: 'It is kept as it stands. Repair the file from its source in UTF-8.',
    });
  }
  return { text: content, encoding, diagnostics: odd };
}

function sniffEncoding(bytes: Uint8Array): TextEncoding {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8-bom';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  // PowerShell's redirection writes UTF-16; some tools take its BOM away again. ASCII then shows every second byte zero.
  const sample = bytes.subarray(0, 512);
  let even = 0;
  let odd = 0;
  sample.forEach((byte, at) => {
    if (byte !== 0) return;
    if (at % 2 === 0) even += 1;
    else odd += 1;
  });
  const enough = sample.length / 4;
  if (sample.length >= 8 && odd > enough && even === 0) return 'utf-16le';
  if (sample.length >= 8 && even > enough && odd === 0) return 'utf-16be';
  return 'utf-8';
}

function decodeUtf16(
  bytes: Uint8Array,
  encoding: 'utf-16le' | 'utf-16be',
  path: string,
): { readonly text: string; readonly diagnostics: readonly Diagnostic[] } {
  const text = new TextDecoder(encoding).decode(bytes);
  if (bytes.length % 2 === 0) return { text, diagnostics: [] };
  return {
    text,
    diagnostics: [
      {
        severity: 'warning',
        code: 'text-invalid-utf16',
        message: 'The file is UTF-16 with an odd number of bytes: its last character is cut off',
        location: placeAt(text, text.length, path),
      },
    ],
  };
}

function decodeUtf8(
  bytes: Uint8Array,
  path: string,
): { readonly text: string; readonly diagnostics: readonly Diagnostic[] } {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), diagnostics: [] };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
  const text = new TextDecoder('utf-8').decode(bytes);
  const invalid = findInvalid(bytes, text);
  return {
    text,
    diagnostics: [
      {
        severity: 'warning',
        code: 'text-invalid-utf8',
        message: `The file is not valid UTF-8: the byte 0x${invalid.byte.toString(16).padStart(2, '0').toUpperCase()} at offset ${String(invalid.byteOffset)} belongs to no character (${countTimes(invalid.count)})`,
        location: placeAt(text, invalid.offset, path),
        hint: 'The bytes are shown as �. Save the file as UTF-8; it may be latin1 or Windows-1252.',
      },
    ],
  };
}

/** Walks text and bytes side by side to where the decoder replaced bytes that really were no U+FFFD. */
function findInvalid(
  bytes: Uint8Array,
  text: string,
): { readonly offset: number; readonly byteOffset: number; readonly byte: number; readonly count: number } {
  let offset = text.indexOf('\uFFFD');
  let from = 0;
  let byteOffset = 0;
  let first: { readonly offset: number; readonly byteOffset: number; readonly byte: number } | undefined;
  let count = 0;
  while (offset >= 0) {
    count += 1;
    if (!first) {
      byteOffset += Buffer.byteLength(text.slice(from, offset));
      const genuine =
        bytes[byteOffset] === 0xef && bytes[byteOffset + 1] === 0xbf && bytes[byteOffset + 2] === 0xbd;
      if (genuine) {
        count -= 1;
        byteOffset += 3;
      } else {
        first = { offset, byteOffset, byte: bytes[byteOffset] ?? 0 };
      }
      from = offset + 1;
    }
    offset = text.indexOf('\uFFFD', offset + 1);
  }
  return { ...(first ?? { offset: 0, byteOffset: 0, byte: bytes[0] ?? 0 }), count: Math.max(1, count) };
}

/** The place of an offset in a text. Counts lines from the start, so only for one place a file. */
function placeAt(text: string, offset: number, path: string): NonNullable<Diagnostic['location']> {
  let line = 1;
  let start = 0;
  for (;;) {
    const next = text.indexOf('\n', start);
    if (next < 0 || next >= offset) break;
    line += 1;
    start = next + 1;
  }
  return { kind: 'file', path, line, column: offset - start + 1 };
}

function countTimes(count: number): string {
  return count === 1 ? 'once' : `${String(count)} times`;
}
