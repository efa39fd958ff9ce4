package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"xuncha/model"
	"xuncha/test/bench/baseline"
)

// importRows is how many accounts a file has.
const importRows = 10_000

// importFile is the nth file: accounts of organizations that are not there yet, nine of each.
func importFile(f *facts, n, rows int) string {
	var counties []model.RegionCode
	for _, code := range f.Size.Regions() {
		if code.Level() == model.LevelCounty {
			counties = append(counties, code)
		}
	}
	var out strings.Builder
	out.WriteString("账号名称,平台,主办单位,账号ID,行政区划代码\r\n")
	for i := range rows {
		owner := i / len(model.Platforms)
		_, _ = fmt.Fprintf(&out, "导入账号%d-%d,%s,导入单位%[1]d-%[4]d,in_%[1]d_%[2]d,%[5]s\r\n",
			n, i, model.Platforms[i%len(model.Platforms)].Label(), owner, counties[owner%len(counties)])
	}
	return out.String()
}

// measureImports takes files in by the command line, where each is one process from its start to its end. Both start, so what starting
// costs is in both.
func (s *stage) measureImports(ctx context.Context, op operation) (outcome, error) {
	out := outcome{operation: op}
	n := 0
	return out, s.inTurn(func(side int) error {
		name := filepath.Join(s.folder, fmt.Sprintf("accounts-%d-%d.csv", side, n))
		content := importFile(s.facts, n/sides, importRows)
		n++
		if err := os.WriteFile(name, []byte(content), 0o600); err != nil {
			return fmt.Errorf("write a file: %w", err)
		}
		defer func() { _ = os.Remove(name) }()
		command := exec.CommandContext(ctx, s.program, "import", "accounts", "--json", name)
		command.Env = []string{"XUNCHA_DATABASE=" + s.addresses[side], "XUNCHA_KEYS=" + s.keys, "TMPDIR=" + os.TempDir()}
		if side == ofBaseline {
			program, err := os.Executable()
			if err != nil {
				return fmt.Errorf("find this program: %w", err)
			}
			command = exec.CommandContext(ctx, program, name)
			command.Env = []string{baselineDatabase + "=" + s.addresses[side], baselineKeys + "=" + s.keys}
		}
		command.Dir = s.folder
		before, began := s.databaseSpent(), time.Now()
		if output, err := command.CombinedOutput(); err != nil {
			return fmt.Errorf("%s: %w\n%s", op.name, err, output)
		}
		took, to := time.Since(began), &out.of[side]
		to.perSecond = append(to.perSecond, 1/took.Seconds())
		to.own = append(to.own, command.ProcessState.UserTime()+command.ProcessState.SystemTime())
		to.others = append(to.others, s.databaseSpent()-before)
		to.keep(slice{latencies: []time.Duration{took}})
		return nil
	})
}

func (s *stage) databaseSpent() time.Duration {
	if s.database == nil {
		return 0
	}
	return spent(s.database.Pid())
}

// importByHand is the command line of the baseline.
func importByHand(address, keys, name string) (err error) {
	content, err := os.ReadFile(name)
	if err != nil {
		return fmt.Errorf("read the file: %w", err)
	}
	s, err := baseline.Open(context.Background(), address, keys, time.Now)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	return s.Import(context.Background(), filepath.Base(name), content)
}
