// Command bench measures the service beside a program that does the same by hand, on the databases that the service takes and at
// the sizes that it is meant for. docs/performance.md is written by it.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"xuncha/repository/dbtest"
	"xuncha/service/seal"
	"xuncha/test/bench/scale"
)

func main() {
	if address := os.Getenv(baselineDatabase); address != "" {
		if len(os.Args) > 1 {
			exit(importByHand(address, os.Getenv(baselineKeys), os.Args[1]))
		}
		exit(serveBaseline(address, os.Getenv(baselineKeys)))
	}
	o, err := options(os.Args[1:])
	if errors.Is(err, flag.ErrHelp) {
		os.Exit(0)
	}
	if err != nil {
		exit(err)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err = run(ctx, o)
	stop()
	exit(err)
}

func exit(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
	os.Exit(0)
}

// wanted is what was asked for.
type wanted struct {
	small      bool
	sizes      []scale.Size
	databases  []string
	operations []operation
	rounds     int
	during     time.Duration
	program    string
	write      string
	profiles   string
}

var databases = []string{"sqlite", "mariadb"}

func options(arguments []string) (o wanted, err error) {
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	var sizes, kinds, names string
	flags.StringVar(&sizes, "scale", smallName+",prefecture,province", "sizes: "+smallName+", "+named(scale.Sizes, sizeName))
	flags.StringVar(&kinds, "databases", strings.Join(databases, ","), "databases")
	flags.StringVar(&names, "ops", "", "operations, all when empty: "+named(operations, operationName))
	flags.IntVar(&o.rounds, "rounds", 3, "rounds, of which the median counts")
	flags.DurationVar(&o.during, "during", time.Second, "how long each side is under load in each round")
	flags.StringVar(&o.program, "program", "", "a program that is built already")
	flags.StringVar(&o.write, "write", "", "the document whose tables of these sizes and databases are written anew")
	flags.StringVar(&o.profiles, "profiles", "", "a folder for profiles of both sides")
	if err := flags.Parse(arguments); err != nil {
		return o, err
	}
	if sizes, o.small = without(sizes, smallName); sizes == "" {
		return o, nil
	}
	if o.sizes, err = choose(scale.Sizes, sizeName, sizes); err != nil {
		return o, err
	}
	if o.databases, err = choose(databases, func(name string) string { return name }, kinds); err != nil {
		return o, err
	}
	if o.operations = operations; names != "" {
		o.operations, err = choose(operations, operationName, names)
	}
	if o.rounds < 1 || o.during <= 0 || flags.NArg() > 0 {
		err = errors.Join(err, errors.New("there is at least one round, which takes some time, and nothing behind the flags"))
	}
	return o, err
}

// smallName asks how small the program is.
const smallName = "small"

// without takes a name out of a list.
func without(names, name string) (others string, found bool) {
	all := strings.Split(names, ",")
	kept := slices.DeleteFunc(slices.Clone(all), func(one string) bool { return one == name })
	return strings.Join(kept, ","), len(kept) < len(all)
}

func sizeName(s scale.Size) string     { return s.Name }
func operationName(o operation) string { return o.name }

func named[T any](all []T, name func(T) string) string {
	names := make([]string, len(all))
	for i, one := range all {
		names[i] = name(one)
	}
	return strings.Join(names, ", ")
}

// choose are those of all that are named, in their order.
func choose[T any](all []T, name func(T) string, names string) (chosen []T, err error) {
	asked := strings.Split(names, ",")
	for _, one := range all {
		if i := slices.Index(asked, name(one)); i >= 0 {
			chosen, asked = append(chosen, one), slices.Delete(asked, i, i+1)
		}
	}
	if len(asked) > 0 {
		return nil, fmt.Errorf("%s is none of %s", strings.Join(asked, ", "), named(all, name))
	}
	return chosen, nil
}

// run measures everything that was asked for, and leaves nothing behind but the document.
func run(ctx context.Context, o wanted) (err error) {
	// Where programs are built there is a disk below; that of other temporary files may be memory.
	folder, err := os.MkdirTemp(os.Getenv("GOTMPDIR"), "xuncha-bench-")
	if err != nil {
		return fmt.Errorf("create the folder: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	if err := os.Setenv("TMPDIR", folder); err != nil { // MariaDB and the programs keep theirs there too
		return err
	}
	if o.program == "" {
		if o.program, err = build(ctx, folder); err != nil {
			return err
		}
	}
	r := &report{wanted: o, machine: machine()}
	if o.small {
		all, err := measureSmall(ctx, folder, o.program)
		if err != nil {
			return err
		}
		r.small(all)
	}
	for _, kind := range o.databases {
		for _, size := range o.sizes {
			if err := r.stage(ctx, filepath.Join(folder, kind+"-"+size.Name), kind, size); err != nil {
				return err
			}
			if err := r.write(); err != nil { // what is broken off keeps what was whole
				return err
			}
		}
		r.growth(kind)
	}
	return r.write()
}

// stage fills a database twice, starts both programs and measures.
func (r *report) stage(ctx context.Context, folder, kind string, size scale.Size) error {
	s := &stage{rounds: r.rounds, during: r.during, profiles: r.profiles, folder: folder, program: r.program, keys: seal.NewKey(seal.International)}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return fmt.Errorf("create the folder: %w", err)
	}
	defer func() { _ = os.RemoveAll(folder) }()
	if kind == "sqlite" {
		s.addresses = [sides]string{"sqlite:" + filepath.Join(folder, "service", "xuncha.db"), "sqlite:" + filepath.Join(folder, "baseline", "xuncha.db")}
	} else {
		var err error
		if s.database, err = dbtest.StartMariaDB(dbtest.Durable, "--innodb-buffer-pool-size=2G", "--innodb-log-file-size=512M"); err != nil {
			return err
		}
		defer s.database.Stop()
		for side, name := range []string{"service", "baseline"} {
			if err := s.database.Create(name); err != nil {
				return err
			}
			s.addresses[side] = s.database.URL(name)
		}
	}
	began := time.Now()
	if err := s.prepare(ctx, size); err != nil {
		return err
	}
	filled := time.Since(began)
	var err error
	if s.servers[ofService], err = startService(ctx, folder, r.program, s.addresses[ofService], s.keys); err != nil {
		return err
	}
	defer s.servers[ofService].stop()
	if s.servers[ofBaseline], err = startBaseline(ctx, folder, s.addresses[ofBaseline], s.keys); err != nil {
		return err
	}
	defer s.servers[ofBaseline].stop()
	version, err := s.version(ctx)
	if err != nil {
		return err
	}
	r.stageBegins(kind, size, version, filled)
	for _, op := range r.operations {
		out, err := s.measure(ctx, op)
		if err != nil {
			return err
		}
		r.add(size, kind, out)
	}
	r.unchanged(size, kind)
	return nil
}

// prepare fills the database of the service and copies it for the baseline.
func (s *stage) prepare(ctx context.Context, size scale.Size) error {
	ring, err := seal.Parse(s.keys)
	if err != nil {
		return err
	}
	world, err := fill(ctx, s.addresses[ofService], ring, size)
	if err != nil {
		return err
	}
	if err := twice(ctx, s.addresses[ofService], s.addresses[ofBaseline]); err != nil {
		return err
	}
	s.facts, err = learn(ctx, s.addresses[ofService], world)
	return err
}
