// Command xuncha keeps the register of government websites and new-media accounts, inspects them and states pass rates.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	_ "time/tzdata" // quarters and working days are those of China, on any machine

	"github.com/alecthomas/kong"

	"xuncha/model"
)

var version = "dev" // set by the linker

type cli struct {
	JSON bool `help:"Print the result as one line of JSON, and an error as JSON on the standard error."`

	Serve   serveCommand   `cmd:"" help:"Answer requests. Refuses to start on a schema that is not its own, unless --migrate is given. Example: xuncha serve --migrate"`
	Migrate migrateCommand `cmd:"" help:"Bring the database to the schema of this program. Safe to repeat, and to run on several machines at once. Example: xuncha migrate"`
	Demo    demoCommand    `cmd:"" help:"Migrate, load the round of 2022 into an empty database, and serve. Example: xuncha demo"`
	Import  importCommand  `cmd:"" help:"Take a file into the register. Example: xuncha import sites sites.csv"`
	Token   tokenCommand   `cmd:"" help:"Manage API keys."`
	User    userCommand    `cmd:"" help:"Let people in. Example: xuncha user create --name enshi-01 --role admin --region 4228"`
	Keys    keysCommand    `cmd:"" help:"Manage the keys that seal contacts and second factors."`
	OpenAPI openAPICommand `cmd:"" name:"openapi" help:"Print the OpenAPI document. Example: xuncha openapi > openapi.json"`
	Audit   auditCommand   `cmd:"" help:"Check the audit trail, and what is signed of it."`
	Check   checkCommand   `cmd:"" help:"Compare every attachment with its stored file, or the figures with the results, and name what differs. Exit code 3 when something does. Example: xuncha check --fast"`
	Copy    copyCommand    `cmd:"" help:"Copy everything into a new database of any kind, and compare it. Stop the service first; what was broken off goes on. Example: xuncha copy sqlite:data/xuncha.db @target"`
	Policy  policyCommand  `cmd:"" help:"Print the table of rights: what each role may do, and with which things. Example: xuncha policy"`
	Version versionCommand `cmd:"" help:"Print the version. Example: xuncha version"`

	MockProvince mockProvinceCommand `cmd:"" name:"mock-province" help:"Stand in for the system above, for tests and for trying things out. Example: xuncha mock-province --secret-file secret"`
}

const examples = `
Settings come from the environment, see deploy/env.example: XUNCHA_ADDR, XUNCHA_DATABASE, XUNCHA_DATABASE_FILE,
XUNCHA_ADMIN_TOKEN, XUNCHA_ADMIN_TOKEN_FILE, XUNCHA_LANGUAGE, XUNCHA_LOG_LEVEL, XUNCHA_TRUSTED_PROXIES, XUNCHA_KEYS, XUNCHA_KEYS_FILE,
XUNCHA_CRYPTO, XUNCHA_SESSION_IDLE, XUNCHA_SESSION_MAX, XUNCHA_AUDIT_DIR, XUNCHA_AUDIT_CHECKPOINT,
XUNCHA_AUDIT_RETENTION, XUNCHA_CORS_ORIGINS, XUNCHA_RATE_LIMITS, XUNCHA_TLS_CERT, XUNCHA_TLS_KEY, XUNCHA_METRICS_ADDR; and for single sign-on XUNCHA_OIDC_ISSUER,
XUNCHA_OIDC_CLIENT_ID, XUNCHA_OIDC_CLIENT_SECRET,
XUNCHA_OIDC_CLIENT_SECRET_FILE, XUNCHA_OIDC_REDIRECT_URL, XUNCHA_OIDC_ROLE_CLAIM, XUNCHA_OIDC_ROLES,
XUNCHA_OIDC_REGION_CLAIM, XUNCHA_OIDC_REGIONS, XUNCHA_OIDC_ORGANIZATION_CLAIM; and for evidence XUNCHA_EVIDENCE,
XUNCHA_EVIDENCE_KEY_ID, XUNCHA_EVIDENCE_SECRET, XUNCHA_EVIDENCE_SECRET_FILE, XUNCHA_EVIDENCE_MAX_FILE,
XUNCHA_EVIDENCE_MAX_VIDEO, XUNCHA_PUBLIC_BULLETINS, XUNCHA_CHANGES_RETENTION; and for calls of other systems XUNCHA_OUTGOING_NETWORKS,
XUNCHA_OUTGOING_PORTS; and for the system above XUNCHA_PROVINCE, XUNCHA_PROVINCE_CLIENT, XUNCHA_PROVINCE_SECRET,
XUNCHA_PROVINCE_SECRET_FILE, XUNCHA_PROVINCE_SIGN, XUNCHA_PROVINCE_CERT, XUNCHA_PROVINCE_KEY, XUNCHA_PROVINCE_CA,
XUNCHA_PROVINCE_TIMEOUT.

Examples:
  xuncha demo
  XUNCHA_DATABASE=mysql://xuncha:secret@127.0.0.1:3306/xuncha xuncha serve --migrate
  xuncha import sites --dry-run sites.csv
  xuncha token create --role inspector --region 4228 --name "二科 inspections"`

// program is what a command gets: the outside world, so that tests can give it another.
type program struct {
	ctx            context.Context //nolint:containedctx // the life of the process
	stdin          io.Reader
	stdout, stderr io.Writer
	getenv         func(string) string
	environ        func() []string
	json           bool // results and errors as JSON
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	p := program{ctx: ctx, stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr, getenv: os.Getenv, environ: os.Environ}
	context.AfterFunc(ctx, stop) // from then on a second signal has its usual effect
	os.Exit(p.run(os.Args[1:]))
}

// run carries out a command line.
func (p program) run(args []string) int {
	var c cli
	exited := -1
	parser, err := kong.New(&c, kong.Name("xuncha"), kong.Description("巡查: inspection of government websites and new-media accounts.\n"+examples),
		kong.Writers(p.stdout, p.stderr), kong.Exit(func(code int) { exited = code }), kong.UsageOnError(),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, NoExpandSubcommands: true}))
	if err != nil {
		_, _ = fmt.Fprintln(p.stderr, "xuncha:", err)
		return exitFailed
	}
	if len(args) == 0 {
		args = []string{"--help"}
	}
	parsed, err := parser.Parse(args)
	if exited >= 0 {
		return exited
	}
	if err != nil {
		_, _ = fmt.Fprintln(p.stderr, "xuncha:", err)
		_, _ = fmt.Fprintln(p.stderr, "xuncha: run `xuncha --help` for the commands and examples")
		return exitMisuse
	}
	p.json = c.JSON
	if err := parsed.Run(p); err != nil {
		return p.fail(err)
	}
	return exitDone
}

// explain is an error for whoever sits at the terminal: in their language, where it is about what they asked for.
func (p program) explain(err error) string {
	var refused *model.Error
	if !errors.As(err, &refused) {
		return err.Error()
	}
	if refused.Kind == model.KindUnavailable {
		return refused.Text(p.language()) + " (" + err.Error() + ")" // nobody but the operator reads this
	}
	return refused.Text(p.language())
}

func (p program) language() model.Language {
	if p.getenv("XUNCHA_LANGUAGE") == string(model.English) {
		return model.English
	}
	return model.Chinese
}

type versionCommand struct{}

// Run prints the version.
func (versionCommand) Run(p program) error {
	return p.tell(struct {
		Version string `json:"version"`
	}{version}, func() error {
		_, err := fmt.Fprintln(p.stdout, "xuncha", version)
		return err
	})
}
