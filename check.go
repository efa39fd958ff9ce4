package main

import (
	"errors"
	"fmt"

	"xuncha/model"
	"xuncha/service"
)

type checkCommand struct {
	Evidence checkEvidenceCommand `cmd:"" default:"withargs" help:"Compare every attachment with its stored file, and name those that are missing or altered. This is what check alone does. Example: xuncha check --fast"`
	Figures  checkFiguresCommand  `cmd:"" help:"Compare the tallies that figures are read from with a recount of the results, and name those that differ. Exit code 3 when one differs and was not repaired. Example: xuncha check figures --repair"`
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
	out := evidenceResult{Fast: cmd.Fast, Damages: []damageLine{}}
	report, err := app.services.Attachments.Check(p.ctx, cmd.Fast, func(d service.Damaged) error {
		row := d.Attachment
		what := damages[d.Damage]
		if p.json {
			out.Damages = append(out.Damages, damageLine{row.ID, row.InspectionID, row.RectificationID, what.code, model.BlobKey(row.BlobHash)})
			return nil
		}
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
	out.Attachments, out.Files, out.Bytes = report.Attachments, report.Contents, report.Bytes
	out.Waiting, out.Unknown = report.Waiting, report.Unknown
	if err := p.tell(out, func() error { return p.tellEvidence(cmd, report, in) }); err != nil {
		return err
	}
	if report.Damaged > 0 {
		return found{errors.New("there is damage, see above")}
	}
	return nil
}

// evidenceResult is the report as JSON.
type evidenceResult struct {
	Fast        bool         `json:"fast"`
	Attachments int          `json:"attachments"`
	Files       int          `json:"files"`
	Bytes       int64        `json:"bytes"`
	Waiting     int          `json:"waiting"`
	Unknown     int          `json:"unknown"`
	Damages     []damageLine `json:"damages"`
}

type damageLine struct {
	AttachmentID uint64           `json:"attachment_id"`
	InspectionID uint64           `json:"inspection_id"`
	FindingID    model.OptionalID `json:"finding_id"`
	Damage       string           `json:"damage"`
	File         string           `json:"file"`
}

func (p program) tellEvidence(cmd checkEvidenceCommand, report service.EvidenceReport, in func(zh, en string) string) error {
	_, err := fmt.Fprintf(p.stdout, in("证据：%d 个附件，%d 个文件，共 %d 字节；有问题 %d；待清理 %d；本库未知 %d\n",
		"evidence: %d attachments, %d files, %d bytes; damaged %d; waiting to be swept %d; unknown to this database %d\n"),
		report.Attachments, report.Contents, report.Bytes, report.Damaged, report.Waiting, report.Unknown)
	if cmd.Fast {
		_, err = fmt.Fprintln(p.stdout, in("只核对了文件是否存在和大小", "only presence and size were looked at"))
	}
	return err
}

var damages = map[service.Damage]struct{ code, zh, en string }{
	service.DamageMissing: {"missing", "文件缺失", "is missing"},
	service.DamageSize:    {"size", "文件大小不符", "has another size"},
	service.DamageAltered: {"altered", "文件内容被改动", "was altered"},
	service.DamageUnread:  {"unread", "文件无法读取", "cannot be read"},
}

// in is a sentence in the language of the service.
func (c config) in(zh, en string) string {
	if c.language == model.English {
		return en
	}
	return zh
}
