package main

import (
	"errors"
	"fmt"

	"xuncha/model"
	"xuncha/service"
)

type checkCommand struct {
	Evidence checkEvidenceCommand `cmd:"" default:"withargs" help:"Compare every attachment with its stored file, and name those that are missing or altered. This is what check alone does. Example: xuncha check --fast"`
	Figures  checkFiguresCommand  `cmd:"" help:"Compare the tallies that figures are read from with a recount of the results, and name those that differ. Exit code 1 when one differs and was not repaired. Example: xuncha check figures --repair"`
}

type checkEvidenceCommand struct {
	Fast bool `help:"Look only whether each file is there and has its size, not at every byte."`
}

// Run compares what the database says with what is stored. The service may go on meanwhile.
func (cmd checkEvidenceCommand) Run(p program) error {
	app, err := p.openCurrent()
	if err != nil {
		return err
	}
	defer app.close()
	in := app.config.in
	report, err := app.services.Attachments.Check(p.ctx, cmd.Fast, func(d service.Damaged) error {
		row := d.Attachment
		what := damages[d.Damage]
		_, _ = fmt.Fprintf(p.stdout, in("附件 %d（检查对象 %d，问题 %d）%s：%s\n", "attachment %d (inspection %d, finding %d) %s: %s\n"),
			row.ID, row.InspectionID, row.RectificationID, in(what.zh, what.en), model.BlobKey(row.BlobHash))
		if d.Cause != nil && d.Damage == service.DamageUnread {
			_, _ = fmt.Fprintln(p.stderr, "xuncha:", d.Cause)
		}
		return nil
	})
	if err != nil {
		return err
	}
	_, _ = fmt.Fprintf(p.stdout, in("证据：%d 个附件，%d 个文件，共 %d 字节；有问题 %d；待清理 %d；本库未知 %d\n",
		"evidence: %d attachments, %d files, %d bytes; damaged %d; waiting to be swept %d; unknown to this database %d\n"),
		report.Attachments, report.Contents, report.Bytes, report.Damaged, report.Waiting, report.Unknown)
	if cmd.Fast {
		_, _ = fmt.Fprintln(p.stdout, in("只核对了文件是否存在和大小", "only presence and size were looked at"))
	}
	if report.Damaged > 0 {
		return errors.New("there is damage, see above")
	}
	return nil
}

var damages = map[service.Damage]struct{ zh, en string }{
	service.DamageMissing: {"文件缺失", "is missing"},
	service.DamageSize:    {"文件大小不符", "has another size"},
	service.DamageAltered: {"文件内容被改动", "was altered"},
	service.DamageUnread:  {"文件无法读取", "cannot be read"},
}

// in is a sentence in the language of the service.
func (c config) in(zh, en string) string {
	if c.language == model.English {
		return en
	}
	return zh
}
