package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/schollz/progressbar/v3"

	"xuncha/model"
	"xuncha/service"
)

type importCommand struct {
	Sites    importSitesCommand    `cmd:"" help:"Take in websites. Example: xuncha import sites --dry-run sites.csv"`
	Accounts importAccountsCommand `cmd:"" help:"Take in new-media accounts. Example: xuncha import accounts accounts.csv"`
}

type importFileCommand struct {
	File   string `arg:"" type:"existingfile" help:"CSV in UTF-8 with Chinese or English headers."`
	DryRun bool   `help:"Show the outcome without touching the register."`
	Region string `default:"all" help:"Take in only rows of this region: a code prefix, or all."`
}

type (
	importSitesCommand    struct{ importFileCommand }
	importAccountsCommand struct{ importFileCommand }
)

// Run takes in websites.
func (cmd importSitesCommand) Run(p program) error {
	return p.importFile(model.ImportSites, cmd.importFileCommand)
}

// Run takes in accounts.
func (cmd importAccountsCommand) Run(p program) error {
	return p.importFile(model.ImportAccounts, cmd.importFileCommand)
}

func (p program) importFile(kind model.ImportKind, cmd importFileCommand) error {
	app, err := p.openCurrent()
	if err != nil {
		return err
	}
	defer app.close()
	file, err := os.Open(cmd.File)
	if err != nil {
		return fmt.Errorf("open the file: %w", err)
	}
	defer func() { _ = file.Close() }()
	actor := service.Operator("import " + string(kind))
	if actor.Scope = model.Scope(cmd.Region); !actor.Scope.Valid() {
		return errors.New("--region is a code prefix such as 42, 4228 or 422801, or all")
	}
	job, err := app.services.Imports.Take(p.ctx, actor, service.Upload{
		Kind: kind, FileName: filepath.Base(cmd.File), Body: p.progress(file), DryRun: cmd.DryRun,
	})
	if err != nil {
		return err
	}
	return p.printImport(app, actor, job)
}

// progress shows how much of a file has been read, where standard error is a terminal.
func (p program) progress(file *os.File) io.Reader {
	info, err := file.Stat()
	if err != nil || !isTerminal(p.stderr) {
		return file
	}
	bar := progressbar.NewOptions64(info.Size(), progressbar.OptionSetWriter(p.stderr), progressbar.OptionShowBytes(true),
		progressbar.OptionSetDescription(filepath.Base(file.Name())), progressbar.OptionClearOnFinish())
	reader := progressbar.NewReader(file, bar)
	return &reader
}

func isTerminal(w io.Writer) bool {
	file, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := file.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

func (p program) printImport(app *app, actor model.Actor, job model.Import) error {
	what := "import"
	if job.DryRun {
		what = "dry run"
	}
	_, err := fmt.Fprintf(p.stdout, "%s %d of %s: %d create, %d update, %d unchanged, %d conflict, %d rejected, %d with a warning\n",
		what, job.ID, job.FileName, job.CreateCount, job.UpdateCount, job.UnchangedCount, job.ConflictCount,
		job.RejectedCount, job.WarningCount)
	if err != nil {
		return err
	}
	for after := uint64(0); ; {
		_, rows, err := app.services.Imports.Rows(p.ctx, actor, job.ID, model.ImportRowFilter{},
			model.ListRequest{ByKey: true, After: after, Limit: model.MaxLimit})
		if err != nil {
			return err
		}
		for _, row := range rows.Items {
			for _, problem := range row.Problems {
				suggestion := ""
				if problem.Suggestion != "" {
					suggestion = " → " + problem.Suggestion
				}
				_, _ = fmt.Fprintf(p.stdout, "  %d (line %d) %s %s: %s%s\n", row.Number, row.Line, row.Outcome, problem.Column,
					problem.Detail(app.config.language), suggestion)
			}
		}
		if after = rows.Next; after == 0 {
			return nil
		}
	}
}
