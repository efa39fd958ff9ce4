package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/schollz/progressbar/v3"

	"xuncha/model"
	"xuncha/service"
)

type importCommand struct {
	Organizations importOrganizationsCommand `cmd:"" help:"Take in organizations. Example: xuncha import organizations organizations.xlsx"`
	Sites         importSitesCommand         `cmd:"" help:"Take in websites. Example: xuncha import sites --dry-run sites.csv"`
	Accounts      importAccountsCommand      `cmd:"" help:"Take in new-media accounts. Example: xuncha import accounts accounts.xlsx"`
	Contacts      importContactsCommand      `cmd:"" help:"Take in contacts of organizations. Example: xuncha import contacts contacts.xlsx"`
	Results       importResultsCommand       `cmd:"" help:"Take in results of an open campaign. Example: xuncha import results --campaign 422800-2022-3 results.xlsx"`
}

type importFileCommand struct {
	File    string `arg:"" type:"existingfile" help:"An xlsx workbook, or CSV in UTF-8, UTF-16 or GB18030, with Chinese or English headers."`
	DryRun  bool   `help:"Show the outcome without touching the register."`
	Region  string `default:"all" help:"Take in only rows of this region: a code prefix, or all."`
	Sheet   string `help:"Title of the sheet of a workbook; otherwise the first that is not hidden and whose header fits."`
	Mapping uint64 `help:"Id of a mapping of headers to fields."`
}

type (
	importOrganizationsCommand struct{ importFileCommand }
	importSitesCommand         struct{ importFileCommand }
	importAccountsCommand      struct{ importFileCommand }
	importContactsCommand      struct{ importFileCommand }
	importResultsCommand       struct {
		importFileCommand

		Campaign string `required:"" help:"Code of the campaign that the results are of."`
	}
)

// Run takes in organizations.
func (cmd importOrganizationsCommand) Run(p program) error {
	return p.importFile(model.ImportOrganizations, cmd.importFileCommand, "")
}

// Run takes in websites.
func (cmd importSitesCommand) Run(p program) error {
	return p.importFile(model.ImportSites, cmd.importFileCommand, "")
}

// Run takes in accounts.
func (cmd importAccountsCommand) Run(p program) error {
	return p.importFile(model.ImportAccounts, cmd.importFileCommand, "")
}

// Run takes in contacts.
func (cmd importContactsCommand) Run(p program) error {
	return p.importFile(model.ImportContacts, cmd.importFileCommand, "")
}

// Run takes in results.
func (cmd importResultsCommand) Run(p program) error {
	return p.importFile(model.ImportResults, cmd.importFileCommand, cmd.Campaign)
}

func (p program) importFile(kind model.ImportKind, cmd importFileCommand, campaign string) error {
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
	sent, err := app.services.Imports.TakeOnce(p.ctx, actor, service.Upload{
		Kind: kind, FileName: filepath.Base(cmd.File), Body: p.progress(file), DryRun: cmd.DryRun, Campaign: campaign,
		Sheet: cmd.Sheet, MappingID: cmd.Mapping,
	})
	if err != nil {
		return err
	}
	if p.json {
		err = p.printImportJSON(app, actor, sent)
	} else {
		err = p.printImport(app, actor, sent)
	}
	if left := sent.ConflictCount + sent.RejectedCount; err == nil && left > 0 {
		return found{fmt.Errorf("%d rows were left out, see above", left)}
	}
	return err
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

// eachRow calls fn with the rows of an import that have something to say.
func (p program) eachRow(app *app, actor model.Actor, job model.Import, fn func(model.ImportRow) error) error {
	for after := uint64(0); ; {
		_, rows, err := app.services.Imports.Rows(p.ctx, actor, job.ID, model.ImportRowFilter{},
			model.ListRequest{ByKey: true, After: after, Limit: model.MaxLimit})
		if err != nil {
			return err
		}
		for _, row := range rows.Items {
			if len(row.Problems) == 0 {
				continue
			}
			if err := fn(row); err != nil {
				return err
			}
		}
		if after = rows.Next; after == 0 {
			return nil
		}
	}
}

func (p program) printImport(app *app, actor model.Actor, sent service.Sent) error {
	what := "import"
	switch {
	case sent.Repeated:
		what = "taken in before by import"
	case sent.DryRun:
		what = "dry run"
	}
	_, err := fmt.Fprintf(p.stdout, "%s %d of %s: %d create, %d update, %d unchanged, %d conflict, %d rejected, %d with a warning\n",
		what, sent.ID, sent.FileName, sent.CreateCount, sent.UpdateCount, sent.UnchangedCount, sent.ConflictCount,
		sent.RejectedCount, sent.WarningCount)
	if err != nil {
		return err
	}
	return p.eachRow(app, actor, sent.Import, func(row model.ImportRow) error {
		for _, problem := range row.Problems {
			suggestion := ""
			if problem.Suggestion != "" {
				suggestion = " → " + problem.Suggestion
			}
			_, _ = fmt.Fprintf(p.stdout, "  %d (line %d) %s %s: %s%s\n", row.Number, row.Line, row.Outcome, problem.Column,
				problem.Detail(app.config.language), suggestion)
		}
		return nil
	})
}

// importJSON is an import as the command prints it: the names are those of the API.
type importJSON struct {
	ID             uint64            `json:"id"`
	Kind           model.ImportKind  `json:"kind"`
	FileName       string            `json:"file_name"`
	SHA256         string            `json:"sha256"`
	State          model.ImportState `json:"state"`
	DryRun         bool              `json:"dry_run"`
	Repeated       bool              `json:"repeated"`
	Counts         map[string]int    `json:"counts"`
	IgnoredColumns []string          `json:"ignored_columns"`
	LeftOut        []model.LeftOut   `json:"left_out"`
	CreatedAt      time.Time         `json:"created_at"`
	Rows           []importRowJSON   `json:"rows"` // those with a problem
}

type importRowJSON struct {
	Number   int                 `json:"number"`
	Line     int                 `json:"line"`
	Outcome  model.Outcome       `json:"outcome"`
	Problems []importProblemJSON `json:"problems"`
}

type importProblemJSON struct {
	Column     string `json:"column"`
	Code       string `json:"code"`
	Detail     string `json:"detail"`
	Suggestion string `json:"suggestion,omitempty"`
	Warning    bool   `json:"warning"`
}

func (p program) printImportJSON(app *app, actor model.Actor, sent service.Sent) error {
	out := importJSON{
		ID: sent.ID, Kind: sent.Kind, FileName: sent.FileName, SHA256: sent.FileHash, State: sent.State, DryRun: sent.DryRun,
		Repeated: sent.Repeated, CreatedAt: sent.CreatedAt.Time, Rows: []importRowJSON{},
		Counts: map[string]int{
			"create": sent.CreateCount, "update": sent.UpdateCount, "unchanged": sent.UnchangedCount, "conflict": sent.ConflictCount,
			"rejected": sent.RejectedCount, "dismissed": sent.DismissedCount, "warnings": sent.WarningCount,
		},
		IgnoredColumns: append([]string{}, sent.Notices...), LeftOut: append([]model.LeftOut{}, sent.Details.LeftOut...),
	}
	err := p.eachRow(app, actor, sent.Import, func(row model.ImportRow) error {
		r := importRowJSON{Number: row.Number, Line: row.Line, Outcome: row.Outcome}
		for _, q := range row.Problems {
			r.Problems = append(r.Problems, importProblemJSON{q.Column, q.Code, q.Detail(app.config.language), q.Suggestion, q.Warning})
		}
		out.Rows = append(out.Rows, r)
		return nil
	})
	if err != nil {
		return err
	}
	return writeLine(p.stdout, out)
}
