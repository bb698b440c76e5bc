// Archives made to do harm, through the whole program as it is shipped: each ends soon, within little memory, says what is
// wrong and loses no sibling. What they are tells `gen.py` beside them.
import { existsSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/model/report.js';
import { judgeFile, secondsMax } from './judge-file.js';

const folder = resolve(process.env.TRIAGE_CORPUS ?? '../shared/corpus', 'hostile');
const isThere = existsSync(folder);
if (!isThere) process.stderr.write(`SKIPPED: no hostile archives at ${folder}; set TRIAGE_CORPUS\n`);

const peakMiBMax = 128;

interface Outcome {
  readonly codes: readonly string[];
  /** Files that were read, as name and status; of many, how many. */
  readonly read: readonly string[] | number;
}

const whole: Outcome = { codes: [], read: ['har ok'] };
const expected: Readonly<Record<string, Outcome>> = {
  'bomb_declares_small.zip': { codes: ['limit-reached', 'unsupported-container'], read: ['other unreadable'] },
  'bomb_flat_200MB.zip': { codes: ['limit-reached', 'unsupported-container'], read: ['other unreadable'] },
  'case_collision.zip': { codes: ['not-recognised'], read: ['har ok', 'json ignored', 'json ignored'] },
  'cd_offset_past_eof.zip': { codes: ['archive-broken'], read: ['har ok'] },
  'crc_bad.zip': { codes: ['checksum-differs'], read: ['har partial'] },
  'declares_4GB_has_10B.zip': { codes: ['not-recognised', 'size-differs'], read: ['text ignored'] },
  'deflate_corrupt.zip': { codes: ['checksum-differs', 'unsupported-container'], read: ['har unreadable'] },
  'duplicate_names.zip': { codes: ['not-recognised'], read: ['har ok', 'json ignored'] },
  'empty.zip': { codes: ['empty-file'], read: [] },
  'encrypted_aes_method99.zip': { codes: ['entry-encrypted'], read: [] },
  'encrypted_traditional_flag.zip': { codes: ['entry-encrypted'], read: [] },
  'eocd_count_lies_65535.zip': { codes: ['archive-broken'], read: ['har ok'] },
  'fifo_mode.zip': { codes: ['skipped-not-a-file'], read: [] },
  'gz_50_layers.gz': { codes: ['limit-reached'], read: [] },
  'gz_bad_crc.har.gz': { codes: ['checksum-differs'], read: ['har partial'] },
  'gz_bomb_1GB.gz': { codes: ['limit-reached', 'unsupported-container'], read: ['other unreadable'] },
  'gz_fname_traversal.gz': whole,
  'gz_multi_member.har.gz': whole,
  'gz_trailing_garbage.har.gz': { codes: ['archive-junk'], read: ['har ok'] },
  'gz_truncated.har.gz': { codes: ['compression-broken', 'har-glued', 'har-truncated'], read: ['har unreadable'] },
  'har_named.zip': whole,
  'html_named.xml': { codes: ['not-recognised'], read: ['text ignored'] },
  'lfh_cdh_name_mismatch.zip': whole,
  'many_60000_empty.zip': { codes: ['empty-file', 'entries-folded', 'limit-reached'], read: 1001 },
  'method_deflate64_9.zip': { codes: ['entry-not-read'], read: [] },
  'method_lzma14.zip': { codes: ['entry-not-read'], read: [] },
  'method_zstd93.zip': { codes: ['entry-not-read'], read: [] },
  'nested_12_then_bomb.zip': { codes: ['limit-reached'], read: [] },
  'nested_fanout_100x200MB.zip': { codes: ['limit-reached', 'unsupported-container'], read: 100 },
  'overlap_2000x10MB.zip': {
    codes: ['entries-folded', 'entry-overlaps', 'unsupported-container'],
    read: ['other unreadable'],
  },
  'pdf_named.har': { codes: ['pdf-broken'], read: ['pdf unreadable'] },
  'prefix_junk.zip': { codes: ['archive-junk', 'har-glued'], read: ['har repaired'] },
  'suffix_junk.zip': { codes: ['archive-junk', 'har-glued'], read: ['har repaired'] },
  'symlink_dir_then_file.zip': { codes: ['skipped-not-a-file'], read: ['har ok'] },
  'symlink_etc_passwd.zip': { codes: ['skipped-not-a-file'], read: [] },
  'tar_1M_empty_entries.tar.gz': { codes: ['empty-file', 'entries-folded', 'limit-reached'], read: 1001 },
  'tar_abs.tar': whole,
  'tar_bad_checksum.tar': { codes: ['archive-broken', 'not-recognised'], read: ['json ignored'] },
  'tar_dup.tar': { codes: ['not-recognised'], read: ['har ok', 'json ignored'] },
  'tar_fifo_dev.tar': { codes: ['skipped-not-a-file'], read: [] },
  'tar_gnu_longname_64MB.tar.gz': { codes: ['archive-broken', 'archive-cut', 'limit-reached'], read: [] },
  'tar_hardlink_escape.tar': { codes: ['skipped-not-a-file'], read: [] },
  'tar_hardlink_via_symlink_chain.tar': { codes: ['skipped-not-a-file'], read: [] },
  'tar_long_name.tar': whole,
  'tar_pax_header_64MB.tar.gz': { codes: ['archive-broken', 'archive-cut', 'limit-reached'], read: [] },
  'tar_pax_size_huge.tar': { codes: ['archive-cut', 'entry-cut', 'unsupported-container'], read: ['har unreadable'] },
  'tar_size_8EB.tar': { codes: ['archive-broken'], read: [] },
  'tar_size_negative.tar': { codes: ['archive-broken', 'empty-file'], read: ['text ignored'] },
  'tar_slip.tar': whole,
  'tar_symlink_then_write.tar': { codes: ['skipped-not-a-file'], read: ['har ok'] },
  'tar_truncated.tar': { codes: ['archive-cut'], read: ['har ok'] },
  'truncated_half.zip': { codes: ['archive-broken', 'entry-cut', 'har-truncated'], read: ['har unreadable'] },
  'truncated_no_eocd.zip': { codes: ['archive-broken', 'har-glued'], read: ['har repaired'] },
  'unicode_nfc_nfd_collision.zip': { codes: ['not-recognised'], read: ['har ok', 'json ignored'] },
  'zero_bytes.zip': { codes: ['empty-file'], read: ['text ignored'] },
  'zip64_valid.zip': whole,
  'zip_named.har': { codes: ['har-glued'], read: ['har repaired'] },
};

describe.skipIf(!isThere)('hostile archives', () => {
  const files = isThere ? readdirSync(folder).filter((name) => name !== 'gen.py') : [];

  test('every one of them has its expectation', () => {
    expect(files.filter((name) => !/^name_\d+\.zip$/.test(name) && !(name in expected))).toEqual([]);
  });

  test.each(files)('%s', { timeout: secondsMax * 1000 }, (file) => {
    const { stdout, status, peakMiB } = judgeFile(`${folder}/${file}`);
    expect(peakMiB).toBeLessThan(peakMiBMax);
    expect([0, 3]).toContain(status);
    // No control, no direction mark: neither in names.
    expect(stdout).not.toMatch(/\p{Cf}|(?!\n)\p{Cc}/u);
    const report = JSON.parse(stdout) as Report;
    const { codes, read } = expected[file] ?? whole;
    expect([...new Set(report.diagnostics.map(({ code }) => code))].sort()).toEqual(codes);
    const leaves = report.artifacts
      .filter(({ kind }) => kind !== 'archive')
      .map(({ kind, status }) => `${kind} ${status}`);
    if (typeof read === 'number') expect(Math.abs(leaves.length - read)).toBeLessThanOrEqual(1);
    else expect(leaves.sort()).toEqual(read);
  });
});
