ALTER TABLE "place_history" DROP CONSTRAINT "place_history_action";--> statement-breakpoint
ALTER TABLE "push_spending" ALTER COLUMN "cap_fen" DROP NOT NULL;--> statement-breakpoint
-- Nobody could set a cap until now: each is the deployment's of that day, which a place follows again.
UPDATE "push_spending" SET "cap_fen" = NULL;--> statement-breakpoint
ALTER TABLE "notice_settings" ADD COLUMN "set_from" uuid;--> statement-breakpoint
-- The highest place at which whoever set it has served.
UPDATE "notice_settings" s SET "set_from" = coalesce((
	SELECT g.place_id FROM role_grants g JOIN places p ON p.id = s.place_id
	WHERE g.person_id = s.set_by AND g.role IN ('secretary', 'subdistrict', 'county') AND g.place_id = ANY(p.path)
	ORDER BY array_position(p.path, g.place_id) LIMIT 1), s.place_id);--> statement-breakpoint
ALTER TABLE "notice_settings" ALTER COLUMN "set_from" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "place_history" ADD CONSTRAINT "place_history_action" CHECK ("place_history"."action" in ('border', 'add', 'rename', 'retire', 'cap', 'approval'));
